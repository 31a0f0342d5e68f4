package care.silverbell.records.access;

import java.util.UUID;

/**
 * Somebody who may sign in.
 *
 * @param name to sign in with
 * @param displayName as the wearer and the others know them
 */
public record Account(UUID id, String name, String displayName, Role role) {}
