package care.silverbell.sim.resident;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What befalls a resident and ought to bring somebody. */
public sealed interface Mishap {

  /** How long it stays so, in the town's own time. */
  Duration lasts();

  /** The wearer presses; perhaps it was nothing and they say so. */
  record Press(boolean thenFine) implements Mishap {
    /** From the press to the "I am fine". */
    @Override
    public Duration lasts() {
      return Duration.ofSeconds(40);
    }
  }

  /** A fall, the heart beating faster, and then no movement. */
  record Fall(Duration lasts) implements Mishap {}

  /** Walks off and on, away from home. */
  record WanderOff(Duration lasts) implements Mishap {}

  /** A fast heart while sitting still. */
  record HeartRacing(Duration lasts, int beatsPerMinute) implements Mishap {}

  /** Nothing is heard of the band. What it measures it keeps. */
  record GoesSilent(Duration lasts) implements Mishap {}

  /** The battery runs out within minutes. Nothing is measured until it is charged. */
  record FlatBattery(Duration lasts) implements Mishap {}

  /** The words {@link #named} knows. */
  List<String> NAMES = List.of("press", "fall", "wander", "racing", "silent", "flat");

  /**
   * A mishap of the usual length.
   *
   * @throws IllegalArgumentException for a name not in {@link #NAMES}
   */
  static Mishap named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "press" -> new Press(false);
      case "fall" -> new Fall(Duration.ofMinutes(20));
      case "wander" -> new WanderOff(Duration.ofMinutes(90));
      case "racing" -> new HeartRacing(Duration.ofMinutes(25), 142);
      case "silent" -> new GoesSilent(Duration.ofHours(1));
      case "flat" -> new FlatBattery(Duration.ofHours(2));
      default ->
          throw new IllegalArgumentException(
              "no mishap is called '%s'; there are %s".formatted(name, String.join(", ", NAMES)));
    };
  }

  /** The word for it. */
  default String name() {
    return switch (this) {
      case Press _ -> "press";
      case Fall _ -> "fall";
      case WanderOff _ -> "wander";
      case HeartRacing _ -> "racing";
      case GoesSilent _ -> "silent";
      case FlatBattery _ -> "flat";
    };
  }
}
