package care.silverbell.records.access;

/** What every answer about a person passes: who may see what of them, and the log of looks. */
public record Oversight(Visibility visibility, AccessLog log) {}
