package care.silverbell.records.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that asks, and how it came in.
 *
 * @param credential the session's or the API token's id
 * @param scope of the API token; null for a session
 * @param mustChange whether the password is a one-time one, so that nothing else may be done first
 */
public record Caller(Account account, UUID credential, @Nullable Scope scope, boolean mustChange) {}
