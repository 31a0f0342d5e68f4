package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Conclusion.Over;
import care.silverbell.alerting.rule.Conclusion.SecondReading;
import care.silverbell.alerting.rule.Finding.Evidence;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.alerting.rule.MeasuredSignRule.Memory;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Oxygen, blood pressure or temperature out of bounds. A single bad value is often a cold finger or
 * a loose strap: the wearer is asked to measure once more, and only a second bad value rings, and,
 * where the doctor said how long it must last, only after that. Defaults are the bands 3 of NEWS2
 * (Royal College of Physicians); of fever, which has none, band 2.
 */
public final class MeasuredSignRule implements Rule<Memory> {
  /** What comes sooner is the same measurement. */
  private static final Duration SECOND_AFTER = Duration.ofSeconds(20);

  /**
   * What comes later is a new matter. Bands measure blood pressure every few hours: whoever sleeps
   * through being asked is found at the next of these.
   */
  private static final Duration SECOND_WITHIN = Duration.ofHours(6);

  /** So often is somebody asked to measure once more, at most. */
  private static final Duration ASKED_AGAIN_AFTER = Duration.ofMinutes(10);

  private final Sign sign;
  private final String zh;
  private final String en;

  /** By so much is a value within the limit before it is good: one that swings about it is not. */
  private final double room;

  private final @Nullable Side low;
  private final @Nullable Side high;

  private MeasuredSignRule(
      Sign sign, String zh, String en, double room, @Nullable Side low, @Nullable Side high) {
    this.room = room;
    this.sign = sign;
    this.zh = zh;
    this.en = en;
    this.low = low;
    this.high = high;
  }

  /** What is found on one side, and by which limit where the doctor set none. */
  private record Side(FindingKind kind, @Nullable Double limit) {}

  /** Oxygen saturation. */
  public static MeasuredSignRule oxygen() {
    return new MeasuredSignRule(
        Sign.SPO2, "血氧", "oxygen", 1, new Side(FindingKind.OXYGEN_LOW, 91.0), null);
  }

  /** Systolic blood pressure. */
  public static MeasuredSignRule systolic() {
    return new MeasuredSignRule(
        Sign.SYSTOLIC,
        "收缩压",
        "systolic blood pressure",
        5,
        new Side(FindingKind.BLOOD_PRESSURE_LOW, 90.0),
        new Side(FindingKind.BLOOD_PRESSURE_HIGH, 220.0));
  }

  /** Diastolic blood pressure: only where the doctor set a limit. */
  public static MeasuredSignRule diastolic() {
    return new MeasuredSignRule(
        Sign.DIASTOLIC,
        "舒张压",
        "diastolic blood pressure",
        5,
        new Side(FindingKind.BLOOD_PRESSURE_LOW, null),
        new Side(FindingKind.BLOOD_PRESSURE_HIGH, null));
  }

  /** Body temperature. */
  public static MeasuredSignRule temperature() {
    return new MeasuredSignRule(
        Sign.TEMPERATURE,
        "体温",
        "temperature",
        0.2,
        new Side(FindingKind.TEMPERATURE_LOW, 35.0),
        new Side(FindingKind.TEMPERATURE_HIGH, 39.1));
  }

  /**
   * What is remembered of one person.
   *
   * @param doubted the first bad value; null while the last was good
   * @param rung whether it was found already
   * @param last when a value last came; null while none did
   * @param askedAt when they were last asked to measure once more; null while they were not
   */
  public record Memory(
      @Nullable Evidence doubted,
      @Nullable FindingKind kind,
      boolean rung,
      @Nullable Instant last,
      @Nullable Instant askedAt) {
    static final Memory FRESH = new Memory(null, null, false, null, null);

    Memory good() {
      return new Memory(null, null, false, last, askedAt);
    }

    /** A value has come. What was found in another time is none of this one's. */
    Memory at(Instant now) {
      boolean old = last != null && Duration.between(last, now).compareTo(SECOND_WITHIN) > 0;
      return old && rung
          ? new Memory(null, null, false, now, askedAt)
          : new Memory(doubted, kind, rung, now, askedAt);
    }
  }

  @Override
  public String name() {
    return sign.field();
  }

  @Override
  public Memory fresh() {
    return Memory.FRESH;
  }

  @Override
  public Judged<Memory> judge(Memory before, Reading reading, Context context) {
    if (!(reading instanceof Vitals vitals)
        || vitals.signs().value(sign) == null
        || Boolean.FALSE.equals(vitals.signs().worn())) {
      return Judged.nothing(before);
    }
    Memory memory = before.at(vitals.moment().at());
    Number number = vitals.signs().value(sign);
    Evidence value =
        new Evidence(sign, number == null ? 0 : number.doubleValue(), vitals.moment().at());
    Duration lasting =
        context.watched().limits().of(sign).map(Limit::lasting).orElse(Duration.ZERO);
    Double lowest = lowest(context.watched());
    Double highest = highest(context.watched());
    if (low != null && lowest != null && value.value() <= lowest) {
      return bad(memory, vitals, value, new Bound(low.kind(), lowest, lasting));
    }
    if (high != null && highest != null && value.value() >= highest) {
      return bad(memory, vitals, value, new Bound(high.kind(), highest, lasting));
    }
    boolean swings =
        (low != null && lowest != null && value.value() <= lowest + room)
            || (high != null && highest != null && value.value() >= highest - room);
    return swings && memory.doubted() != null
        ? Judged.nothing(memory)
        : good(memory, vitals, value);
  }

  @Override
  public Optional<Quiet> quiet(Watched watched) {
    Double lowest = low == null ? null : lowest(watched);
    Double highest = high == null ? null : highest(watched);
    return Optional.of(
        new Quiet(
            lowest == null ? Double.NEGATIVE_INFINITY : lowest + room,
            highest == null ? Double.POSITIVE_INFINITY : highest - room));
  }

  private @Nullable Double lowest(Watched watched) {
    return watched.limits().of(sign).map(Limit::low).orElse(low == null ? null : low.limit());
  }

  private @Nullable Double highest(Watched watched) {
    return watched.limits().of(sign).map(Limit::high).orElse(high == null ? null : high.limit());
  }

  /**
   * What a value lies beyond.
   *
   * @param lasting how long it must, by the doctor's word; zero for the rule's own time
   */
  private record Bound(FindingKind kind, double limit, Duration lasting) {
    boolean isTheSame(Duration between) {
      return between.compareTo(SECOND_AFTER) < 0 || between.compareTo(lasting) < 0;
    }
  }

  private Judged<Memory> bad(Memory memory, Vitals vitals, Evidence value, Bound bound) {
    FindingKind kind = bound.kind();
    Evidence first = memory.doubted();
    if (first == null || memory.kind() != kind) {
      return doubt(memory, vitals, value, kind);
    }
    if (memory.rung()) {
      return Judged.nothing(memory);
    }
    Duration between = Duration.between(first.at(), value.at());
    if (between.compareTo(SECOND_WITHIN.plus(bound.lasting())) > 0) {
      return doubt(memory, vitals, value, kind);
    }
    if (bound.isTheSame(between)) {
      return Judged.nothing(memory);
    }
    return Judged.of(
        new Memory(first, kind, true, value.at(), memory.askedAt()),
        Finding.of(
            kind,
            vitals.person(),
            first.at(),
            value.at(),
            List.of(first, value),
            new Sentence(
                "%s %s，复测 %s；界限为 %s"
                    .formatted(zh, text(first.value()), text(value.value()), text(bound.limit())),
                "%s %s, and %s when measured again; the limit is %s"
                    .formatted(
                        en, text(first.value()), text(value.value()), text(bound.limit())))));
  }

  private Judged<Memory> doubt(Memory memory, Vitals vitals, Evidence value, FindingKind kind) {
    Instant asked = memory.askedAt();
    if (asked != null && Duration.between(asked, value.at()).compareTo(ASKED_AGAIN_AFTER) < 0) {
      return Judged.nothing(new Memory(value, kind, false, value.at(), asked));
    }
    return Judged.of(
        new Memory(value, kind, false, value.at(), value.at()),
        new SecondReading(
            sign,
            vitals.person(),
            value.at(),
            new Sentence(
                "请戴好手环，静坐一分钟，再测一次" + zh,
                "Please fasten the band, sit still for a minute and measure again: " + en)));
  }

  private Judged<Memory> good(Memory memory, Vitals vitals, Evidence value) {
    Evidence first = memory.doubted();
    FindingKind kind = memory.kind();
    if (!memory.rung() || first == null || kind == null) {
      return Judged.nothing(memory.good());
    }
    return Judged.of(
        memory.good(),
        new Over(
            kind,
            vitals.person(),
            first.at(),
            value.at(),
            new Sentence(zh + "已回到界限以内", en + " is back within the limit")));
  }

  private static String text(double value) {
    return value == Math.rint(value) ? "" + Math.round(value) : "%.1f".formatted(value);
  }
}
