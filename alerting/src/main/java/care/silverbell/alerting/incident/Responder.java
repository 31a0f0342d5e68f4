package care.silverbell.alerting.incident;

/**
 * Who does something with an incident.
 *
 * @param account the name of the account
 * @param name as the wearer and the others know them
 */
public record Responder(String account, String name) {}
