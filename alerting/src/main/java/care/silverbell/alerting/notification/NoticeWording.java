package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;

/** The words of an office, in Chinese or English, as {@link NoticeText} has them. */
public final class NoticeWording implements Wording {
  @Override
  public Message of(NoticeFacts facts) {
    Incident incident = facts.incident();
    NoticeSubject subject =
        new NoticeSubject(
            incident.id(),
            incident.kind().wireName(),
            incident.severity(),
            facts.personName(),
            facts.address(),
            incident.band() == null ? null : incident.band().value(),
            incident.openedAt(),
            incident.presses(),
            facts.hasIt().isEmpty() ? null : String.join("、", facts.hasIt()),
            incident.why(),
            incident.purpose().wireName());
    return NoticeText.message(
        subject,
        saying(facts.occasion()),
        facts.channel(),
        facts.recipient().language(),
        facts.link(),
        facts.now());
  }

  private static Saying saying(Occasion occasion) {
    return switch (occasion) {
      case ASKED -> Saying.ASK;
      case AGAIN, PRESSED_AGAIN, NOT_THERE_YET, WITHDRAWN -> Saying.AGAIN;
      case TAKEN -> Saying.TELL;
      case CLOSED -> Saying.CLOSED;
    };
  }
}
