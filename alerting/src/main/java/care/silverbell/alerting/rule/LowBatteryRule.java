package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Conclusion.Over;
import care.silverbell.alerting.rule.LowBatteryRule.Memory;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The band will soon be flat: told once a discharge, with the hours that are left. */
public final class LowBatteryRule implements Rule<Memory> {
  /** Percent. */
  private static final int LOW = 20;

  /** Percent at which it counts as charged again. */
  private static final int CHARGED = 30;

  /** Percent; what rises by less wavers. */
  private static final int RISE_THAT_TELLS = 5;

  /** A fall of less, or over less time, says nothing of how fast it goes. */
  private static final int FALL_THAT_TELLS = 2;

  private static final Duration TIME_THAT_TELLS = Duration.ofMinutes(30);

  /**
   * What is remembered of one person.
   *
   * @param from when this discharge was first seen; null while none was
   * @param charge percent at that time
   * @param least percent, the lowest since then
   * @param rungAt null while it did not ring in this discharge
   */
  public record Memory(@Nullable Instant from, int charge, int least, @Nullable Instant rungAt) {
    static final Memory UNKNOWN = new Memory(null, 0, 0, null);

    static Memory begun(@Nullable Instant from, int charge, @Nullable Instant rungAt) {
      return new Memory(from, charge, charge, rungAt);
    }

    Memory seen(int now) {
      return new Memory(from, charge, Math.min(least, now), rungAt);
    }
  }

  @Override
  public String name() {
    return "low-battery";
  }

  @Override
  public Memory fresh() {
    return Memory.UNKNOWN;
  }

  @Override
  public Judged<Memory> judge(Memory memory, Reading reading, Context context) {
    if (!(reading instanceof BandStatus status) || status.state().battery() == null) {
      return Judged.nothing(memory);
    }
    int charge = status.state().battery();
    Instant at = status.moment().at();
    boolean charging = Boolean.TRUE.equals(status.state().charging());
    boolean rose = charge >= CHARGED && charge >= memory.least() + RISE_THAT_TELLS;
    if (charging || rose) {
      Memory anew = Memory.begun(charging ? null : at, charge, null);
      return memory.rungAt() == null || !at.isAfter(memory.rungAt())
          ? Judged.nothing(anew)
          : Judged.of(
              anew,
              new Over(
                  FindingKind.LOW_BATTERY,
                  status.person(),
                  memory.rungAt(),
                  at,
                  new Sentence(
                      "手环已充电：" + charge + "%", "the band is being charged: " + charge + " %")));
    }
    Memory going =
        memory.from() == null ? Memory.begun(at, charge, memory.rungAt()) : memory.seen(charge);
    if (charge > LOW || going.rungAt() != null) {
      return Judged.nothing(going);
    }
    return Judged.of(
        new Memory(going.from(), going.charge(), going.least(), at),
        Finding.of(
            FindingKind.LOW_BATTERY, status.person(), at, at, List.of(), why(going, charge, at)));
  }

  @Override
  public Memory alreadyFound(Memory memory, FindingKind kind, Instant since) {
    return kind == FindingKind.LOW_BATTERY
        ? new Memory(memory.from(), memory.charge(), memory.least(), since)
        : memory;
  }

  private static Sentence why(Memory going, int charge, Instant at) {
    Duration took = going.from() == null ? Duration.ZERO : Duration.between(going.from(), at);
    int fell = going.charge() - charge;
    if (fell < FALL_THAT_TELLS || took.compareTo(TIME_THAT_TELLS) < 0) {
      return new Sentence("手环电量 " + charge + "%", "the band's battery is at " + charge + " %");
    }
    long hours = Math.round(took.toMinutes() / 60.0 / fell * charge);
    return new Sentence(
        "手环电量 %d%%，约剩 %d 小时".formatted(charge, hours),
        "the band's battery is at %d %%, about %d h are left".formatted(charge, hours));
  }
}
