package care.silverbell.alerting.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an incident has come. It goes forward, and a step may be left out: who is at the door has
 * surely answered. Only who has it and is not there yet can say that they cannot go after all.
 */
public sealed interface IncidentState {

  /** Nobody has it. */
  record Open() implements IncidentState {}

  /** Somebody has it (响应). */
  record Acknowledged(String by, Instant at) implements IncidentState {}

  /** Somebody is on the way (出发). */
  record Attending(String by, Instant at) implements IncidentState {}

  /** Somebody is at the door (到场). */
  record Arrived(String by, Instant at) implements IncidentState {}

  /** Done (办结). */
  record Resolved(String by, Instant at, Outcome outcome, @Nullable String note)
      implements IncidentState {}

  /** As the contract writes it. */
  default String wireName() {
    return switch (this) {
      case Open _ -> "open";
      case Acknowledged _ -> "acknowledged";
      case Attending _ -> "attending";
      case Arrived _ -> "arrived";
      case Resolved _ -> "resolved";
    };
  }

  /** Whether nothing is left to be done. */
  default boolean isOver() {
    return this instanceof Resolved;
  }
}
