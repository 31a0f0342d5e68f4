package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentId;
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
    boolean emergency) {}
