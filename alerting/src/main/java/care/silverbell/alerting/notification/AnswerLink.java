package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that answers a notice, as whoever follows it sees it; looking changes nothing.
 *
 * @param message what they were told
 * @param status whether it can still be used
 * @param hasIt who has it; null while nobody has
 */
public record AnswerLink(
    Incident incident,
    RecipientId recipient,
    String name,
    String language,
    Message message,
    Status status,
    @Nullable String hasIt) {

  /** Whether a link can still be used. */
  public enum Status {
    /** It can. */
    READY,
    /** It was, once. */
    USED,
    /** Its day is over. */
    EXPIRED,
    /** The incident is over. */
    OVER
  }

  static Status status(
      Incident incident, @Nullable Instant usedAt, @Nullable Instant until, Instant now) {
    if (incident.state().isOver()) {
      return Status.OVER;
    }
    if (usedAt != null) {
      return Status.USED;
    }
    return until == null || !until.isAfter(now) ? Status.EXPIRED : Status.READY;
  }
}
