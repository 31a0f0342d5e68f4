package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a notice is about, as far as any notice may say it.
 *
 * @param kind wire name
 * @param person the wearer's name; null for an unknown caller and for what is about the service
 * @param address where they live; null where it is unknown, or where the recipient need not know
 * @param band its serial; null where no band said it
 * @param openedAt when it began
 * @param presses how often the wearer has pressed, or it was found
 * @param whoHasIt the name of who has accepted; null while nobody has
 * @param why one sentence of the incident; said only where it is about no person
 * @param purpose real, test, canary
 */
public record NoticeSubject(
    IncidentId incident,
    String kind,
    Severity severity,
    @Nullable String person,
    @Nullable String address,
    @Nullable String band,
    Instant openedAt,
    int presses,
    @Nullable String whoHasIt,
    @Nullable String why,
    String purpose) {

  /** Whether nobody is to run for it. */
  public boolean isTest() {
    return !purpose.equals("real");
  }

  /** Whether a band has called, by a press or by itself. */
  boolean isPress() {
    return kind.equals("call") || kind.equals("fall");
  }

  /** Whether it is about the service itself. */
  public boolean isAboutService() {
    return person == null && band == null && !isPress();
  }
}
