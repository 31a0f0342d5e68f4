package care.silverbell.alerting.incident;

import care.silverbell.ingest.band.BandReply;
import java.time.Instant;
import java.util.Optional;

/** What a responder does with an incident, in the order in which it is done. */
public enum Deed {
  /** I have it. */
  ACKNOWLEDGE("acknowledged", BandReply.Stage.SEEN),
  /** I am on the way. */
  DEPART("attending", BandReply.Stage.COMING),
  /** I am at the door. */
  ARRIVE("arrived", BandReply.Stage.ARRIVED),
  /** It is done. */
  RESOLVE("resolved", BandReply.Stage.CLOSED);

  private final String state;
  private final BandReply.Stage stage;

  Deed(String state, BandReply.Stage stage) {
    this.state = state;
    this.stage = stage;
  }

  /** A deed that was done, by whom and when. */
  record Done(Deed deed, String by, Instant at) {}

  /** What led to that state last; empty where nobody has done anything. */
  static Optional<Done> of(IncidentState state) {
    return switch (state) {
      case IncidentState.Open _ -> Optional.empty();
      case IncidentState.Acknowledged it -> Optional.of(new Done(ACKNOWLEDGE, it.by(), it.at()));
      case IncidentState.Attending it -> Optional.of(new Done(DEPART, it.by(), it.at()));
      case IncidentState.Arrived it -> Optional.of(new Done(ARRIVE, it.by(), it.at()));
      case IncidentState.Resolved it -> Optional.of(new Done(RESOLVE, it.by(), it.at()));
    };
  }

  /** The wire name of the state it leads to. */
  String state() {
    return state;
  }

  /** What the wearer is told of it. */
  BandReply.Stage stage() {
    return stage;
  }

  /** What stands in the timeline. */
  String what() {
    return this == DEPART ? "departed" : state;
  }

  /**
   * Whether it still changes an incident in that state; a deed that was done already, or overtaken,
   * does not.
   */
  boolean changes(IncidentState now) {
    return switch (now) {
      case IncidentState.Open _ -> true;
      case IncidentState.Acknowledged _ -> this != ACKNOWLEDGE;
      case IncidentState.Attending _ -> this == ARRIVE || this == RESOLVE;
      case IncidentState.Arrived _ -> this == RESOLVE;
      case IncidentState.Resolved _ -> false;
    };
  }
}
