package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a notice is about: all that a text may say, and nothing that it may not.
 *
 * @param occasion why now
 * @param personName null for an unknown caller and for the service itself
 * @param address where they live; null where none is known
 * @param link where it can be answered without sign-in; null where there is nothing to answer, or
 *     nobody in person is told
 * @param hasIt the names of those who have it, in the order in which they said so
 */
public record NoticeFacts(
    Incident incident,
    Recipient recipient,
    Occasion occasion,
    ChannelKind channel,
    @Nullable String personName,
    @Nullable String address,
    @Nullable String link,
    List<String> hasIt,
    Instant now) {
  /** Defensive copies. */
  public NoticeFacts {
    hasIt = List.copyOf(hasIt);
  }
}
