package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Conclusion.Over;
import care.silverbell.alerting.rule.StillRule.Memory;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In waking hours, with the band on the wrist: no step and no other place for longer than this
 * person ever keeps still. Of a band that counts no steps nothing is concluded.
 */
public final class StillRule implements Rule<Memory> {
  /**
   * Without a heart rate, nor the band's word that it is on, for that long it is not known that it
   * is worn. Of bands that measure every ten minutes one value may be lost.
   */
  private static final Duration WORN_WITHIN = Duration.ofMinutes(25);

  /** Metres; less is how a fix dances. */
  private static final double ANOTHER_PLACE = 100;

  /**
   * What is remembered of one person.
   *
   * @param wornSince when the band was last put on; null while it is not on
   * @param beatAt the newest heart rate, or word of the band that it is on
   * @param place where they were when they last moved
   * @param movedAt when they last moved; null while that was not seen
   * @param rungSince null while it did not ring
   */
  public record Memory(
      Stride stride,
      @Nullable Instant wornSince,
      @Nullable Instant beatAt,
      @Nullable Position place,
      @Nullable Instant movedAt,
      @Nullable Instant rungSince) {
    static final Memory FRESH = new Memory(Stride.UNKNOWN, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "still";
  }

  @Override
  public Memory fresh() {
    return Memory.FRESH;
  }

  @Override
  public Judged<Memory> judge(Memory memory, Reading reading, Context context) {
    Memory after =
        switch (reading) {
          case Vitals vitals -> vitals(memory, vitals);
          case Location location -> location(memory, location);
          case BandStatus _ -> memory;
        };
    boolean moved = after.movedAt() != null && !after.movedAt().equals(memory.movedAt());
    Instant rung = after.rungSince();
    return moved && rung != null && reading.moment().at().isAfter(rung)
        ? moved(after, reading.person(), reading.moment().at())
        : Judged.nothing(after);
  }

  @Override
  public Judged<Memory> pass(Memory memory, Instant now, Context context) {
    Watched watched = context.watched();
    Instant since = memory.rungSince() == null ? stillSince(memory, now, watched) : null;
    if (since == null || Duration.between(since, now).compareTo(watched.stillAtMost()) < 0) {
      return Judged.nothing(memory);
    }
    Lasting lasting = Lasting.of(Duration.between(since, now));
    Lasting most = Lasting.of(watched.stillAtMost());
    return Judged.of(
        new Memory(
            memory.stride(),
            memory.wornSince(),
            memory.beatAt(),
            memory.place(),
            memory.movedAt(),
            since),
        Finding.of(
            FindingKind.STILL,
            watched.person(),
            since,
            now,
            List.of(),
            new Sentence(
                "戴着手环，已 %s没有走动；平时最长 %s".formatted(lasting.zh(), most.zh()),
                "wears the band and has not moved for %s; never keeps still longer than %s"
                    .formatted(lasting.en(), most.en()))));
  }

  @Override
  public Memory alreadyFound(Memory memory, FindingKind kind, Instant since) {
    return kind == FindingKind.STILL
        ? new Memory(
            memory.stride(),
            memory.wornSince(),
            memory.beatAt(),
            memory.place(),
            memory.movedAt(),
            since)
        : memory;
  }

  /** Since when they have kept still, awake and with the band on; null where they do not. */
  static @Nullable Instant stillSince(Memory memory, Instant now, Watched watched) {
    Instant worn = memory.wornSince();
    Instant beat = memory.beatAt();
    if (memory.stride().count() == null
        || worn == null
        || beat == null
        || beat.isBefore(now.minus(WORN_WITHIN))
        || !watched.hours().isAwake(watched.time(now))) {
      return null;
    }
    Instant woke = watched.wall(now).with(watched.hours().wakes()).toInstant();
    return later(later(worn, woke), memory.movedAt() == null ? worn : memory.movedAt());
  }

  private static Judged<Memory> moved(Memory memory, PersonId person, Instant at) {
    Instant since = memory.rungSince() == null ? at : memory.rungSince();
    return Judged.of(
        new Memory(
            memory.stride(),
            memory.wornSince(),
            memory.beatAt(),
            memory.place(),
            memory.movedAt(),
            null),
        new Over(FindingKind.STILL, person, since, at, new Sentence("又有走动", "is moving again")));
  }

  private static Memory vitals(Memory memory, Vitals vitals) {
    Instant at = vitals.moment().at();
    Stride stride = memory.stride().after(vitals.signs(), at);
    Instant stepped = stride.movedAt();
    Instant moved = stepped == null ? memory.movedAt() : later(stepped, memory.movedAt());
    boolean off = Boolean.FALSE.equals(vitals.signs().worn());
    boolean beats =
        !off && (vitals.signs().heartRate() != null || Boolean.TRUE.equals(vitals.signs().worn()));
    Instant beat = beats ? at : memory.beatAt();
    Instant worn = off ? null : beats ? wornSince(memory, at) : memory.wornSince();
    return new Memory(stride, worn, beat, memory.place(), moved, memory.rungSince());
  }

  private static Instant wornSince(Memory memory, Instant at) {
    Instant worn = memory.wornSince();
    Instant beat = memory.beatAt();
    boolean goesOn = worn != null && beat != null && !beat.isBefore(at.minus(WORN_WITHIN));
    return goesOn && worn != null ? worn : at;
  }

  private static Memory location(Memory memory, Location location) {
    Position place = memory.place();
    Double accuracy = location.position().accuracyMetres();
    double error = accuracy == null ? 0 : accuracy;
    if (place != null
        && Earth.metres(place, location.position()) <= Math.max(ANOTHER_PLACE, 2 * error)) {
      return memory;
    }
    return new Memory(
        memory.stride(),
        memory.wornSince(),
        memory.beatAt(),
        location.position(),
        place == null ? memory.movedAt() : location.moment().at(),
        memory.rungSince());
  }

  private static Instant later(Instant a, @Nullable Instant b) {
    return b == null || a.isAfter(b) ? a : b;
  }
}
