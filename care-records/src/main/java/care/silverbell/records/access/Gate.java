package care.silverbell.records.access;

/** What every request passes: who is signed in, what they may see, and the log of their looks. */
public record Gate(Sessions sessions, Visibility visibility, AccessLog log) {}
