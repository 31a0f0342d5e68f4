package care.silverbell.sim.replay;

import java.time.Duration;
import java.time.Instant;

/** Where in time a recording is laid. */
public sealed interface Shift {

  /** As recorded. The service replaces times before 2020 by the time of receipt. */
  record AsRecorded() implements Shift {}

  /** So that the last sample is of that moment. */
  record EndsAt(Instant end) implements Shift {}

  /** By how much a recording from {@code first} to {@code last} is moved. */
  default Duration of(Instant last) {
    return switch (this) {
      case AsRecorded _ -> Duration.ZERO;
      case EndsAt(Instant end) -> Duration.between(last, end);
    };
  }
}
