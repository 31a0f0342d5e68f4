package care.silverbell.alerting.incident;

/** What an answer came to. */
public sealed interface Answered {
  /** They have it. */
  record IsYours(Incident incident) implements Answered {}

  /** Somebody else has it already. */
  record HasIt(String name, Incident incident) implements Answered {}

  /** They cannot go; the next are asked. */
  record PassedOn(Incident incident) implements Answered {}

  /** It is over. */
  record IsOver(Incident incident) implements Answered {}

  /** They are none any more whose answer counts; that they answered is on the timeline. */
  record NoLongerAsked() implements Answered {}

  /** What they answered with is used up or expired. */
  record NotGood() implements Answered {}

  /** What there is to say where an answer changed nothing. */
  static Answered notChanged(Incident incident) {
    String name = incident.answeredBy();
    return incident.state().isOver() || name == null
        ? new IsOver(incident)
        : new HasIt(name, incident);
  }
}
