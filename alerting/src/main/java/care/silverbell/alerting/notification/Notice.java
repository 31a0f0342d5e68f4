package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Timeline;
import java.util.UUID;

/**
 * What one recipient is told at one step.
 *
 * @param emergency whether it is to be told with all that there is
 */
public record Notice(
    UUID id,
    IncidentId incident,
    int step,
    Recipient recipient,
    Occasion occasion,
    boolean emergency) {

  /** A line about whom it is for; left out where the very same is there already. */
  Timeline.Line line(String what, String detail) {
    return new Timeline.Line(
        incident, what, recipient.id().toString(), recipient.name(), detail, true);
  }
}
