package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Conclusion.Over;
import care.silverbell.alerting.rule.SilentBandRule.Memory;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is heard of a band (失联), or it is heard and is on no wrist; with the kind named as far as
 * the band's last words tell it: flat, switched off, not worn, no signal. A band that may be either
 * says "not worn or no signal".
 */
public final class SilentBandRule implements Rule<Memory> {
  private static final Duration SILENT_AFTER = Duration.ofHours(1);

  /** Bands measure every ten minutes at the least. */
  private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofMinutes(15);

  /** A charge takes about that long, and is no reason to ask anybody. */
  private static final Duration CHARGING_TAKES = Duration.ofHours(4);

  private static final Sentence NOT_WORN =
      new Sentence("手环在线但未佩戴", "the band is heard of but not worn");

  /** Percent, below which a band that falls silent is flat. */
  private static final int FLAT = 5;

  /**
   * What is remembered of one person.
   *
   * @param heardAt the band's newest words, or since when it is watched; null while it is not
   * @param beatAt the newest heart rate, or word that it is worn, or when it came back from silence
   * @param battery percent; null while it is not known
   * @param saidOff whether the band itself said that it goes off
   * @param saidNotWorn whether its newest word of it is that it is on no wrist
   * @param rung what it rang for; null while it did not
   */
  public record Memory(
      @Nullable Instant heardAt,
      @Nullable Instant beatAt,
      @Nullable Integer battery,
      boolean charging,
      boolean saidOff,
      boolean saidNotWorn,
      @Nullable Rung rung) {
    static final Memory FRESH = new Memory(null, null, null, false, false, false, null);

    /** A band that has never spoken is silent from when it was first watched. */
    Memory watchedFrom(Instant now) {
      return new Memory(now, beatAt, battery, charging, saidOff, saidNotWorn, rung);
    }

    Memory backAt(Instant at) {
      return new Memory(heardAt, at, battery, charging, saidOff, saidNotWorn, rung);
    }

    /** Why it is silent, as far as that is known; null while it is not said to be. */
    @Nullable Silence silence() {
      if (rung == null) {
        return null;
      }
      return rung.kind() == FindingKind.NOT_WORN ? Silence.NOT_WORN : lastWords();
    }

    /** What its last words would tell of a silence. */
    private Silence lastWords() {
      if (saidNotWorn) {
        return Silence.NOT_WORN;
      }
      if (battery != null && battery <= FLAT && !charging) {
        return Silence.FLAT;
      }
      return saidOff ? Silence.SWITCHED_OFF : Silence.NO_WORD;
    }

    Memory rang(@Nullable Rung rung) {
      return new Memory(heardAt, beatAt, battery, charging, saidOff, saidNotWorn, rung);
    }
  }

  /** What it rang for. */
  public record Rung(FindingKind kind, Instant since) {}

  @Override
  public String name() {
    return "silent-band";
  }

  @Override
  public Memory fresh() {
    return Memory.FRESH;
  }

  @Override
  public Judged<Memory> judge(Memory memory, Reading reading, Context context) {
    Instant at = reading.moment().at();
    Memory after =
        switch (reading) {
          case Vitals vitals -> vitals(memory, vitals, at);
          case Location _ ->
              new Memory(
                  at,
                  memory.beatAt(),
                  memory.battery(),
                  memory.charging(),
                  false,
                  memory.saidNotWorn(),
                  memory.rung());
          case BandStatus status -> status(memory, status, at);
        };
    Rung rung = after.rung();
    if (rung == null || !isOver(rung, memory, after)) {
      return Judged.nothing(after);
    }
    // A band that is back is given its time before it is said to be on no wrist.
    Memory back = rung.kind() == FindingKind.SILENT_BAND ? after.backAt(at) : after;
    return Judged.of(
        back.rang(null),
        new Over(
            rung.kind(),
            reading.person(),
            rung.since(),
            at,
            rung.kind() == FindingKind.NOT_WORN
                ? new Sentence("手环又戴上了", "the band is worn again")
                : new Sentence("又有手环的消息", "the band is heard of again")));
  }

  private static boolean isOver(Rung rung, Memory before, Memory after) {
    Instant newest = rung.kind() == FindingKind.NOT_WORN ? after.beatAt() : after.heardAt();
    Instant known = rung.kind() == FindingKind.NOT_WORN ? before.beatAt() : before.heardAt();
    return newest != null && !newest.equals(known) && newest.isAfter(rung.since());
  }

  @Override
  public Memory alreadyFound(Memory memory, FindingKind kind, Instant since) {
    return kind == FindingKind.SILENT_BAND || kind == FindingKind.NOT_WORN
        ? memory.rang(new Rung(kind, since))
        : memory;
  }

  @Override
  public Judged<Memory> pass(Memory memory, Instant now, Context context) {
    Instant heard = memory.heardAt();
    if (heard == null) {
      return Judged.nothing(memory.watchedFrom(now));
    }
    if (memory.rung() != null) {
      return Judged.nothing(memory);
    }
    Watched watched = context.watched();
    boolean noWord = !now.isBefore(heard.plus(SILENT_AFTER));
    if (memory.beatAt() == null && memory.saidNotWorn()) {
      // It was never on: it is given its time from now on.
      return Judged.nothing(memory.backAt(now));
    }
    Instant beat = memory.beatAt();
    Duration patience = memory.charging() ? CHARGING_TAKES : SILENT_AFTER;
    if (beat != null && !now.isBefore(beat.plus(patience))) {
      // Of a band that spoke soon after a heartbeat, and no more, only its silence is known.
      boolean spokeWithout = heard.isAfter(beat.plus(LONGER_THAN_ANY_PAUSE));
      return spokeWithout && !noWord
          ? ring(memory, watched, FindingKind.NOT_WORN, beat, now, NOT_WORN)
          : silent(memory, watched, heard, now);
    }
    return noWord ? silent(memory, watched, heard, now) : Judged.nothing(memory);
  }

  private static Judged<Memory> silent(Memory memory, Watched watched, Instant heard, Instant now) {
    FindingKind kind = memory.saidNotWorn() ? FindingKind.NOT_WORN : FindingKind.SILENT_BAND;
    return ring(memory, watched, kind, heard, now, memory.lastWords().sentence());
  }

  private static Judged<Memory> ring(
      Memory memory, Watched watched, FindingKind kind, Instant since, Instant now, Sentence what) {
    Lasting lasting = Lasting.of(Duration.between(since, now));
    return Judged.of(
        memory.rang(new Rung(kind, since)),
        Finding.of(
            kind,
            watched.person(),
            since,
            now,
            List.of(),
            new Sentence(what.zh() + "，已 " + lasting.zh(), what.en() + ", for " + lasting.en())));
  }

  private static Memory vitals(Memory memory, Vitals vitals, Instant at) {
    Boolean worn = vitals.signs().worn();
    boolean off = Boolean.FALSE.equals(worn);
    boolean beats = !off && (vitals.signs().heartRate() != null || Boolean.TRUE.equals(worn));
    return new Memory(
        at,
        beats ? at : memory.beatAt(),
        memory.battery(),
        memory.charging() && !beats,
        false,
        off || (memory.saidNotWorn() && !beats),
        memory.rung());
  }

  /** Whether a band has said it: the broker's word that it is gone is none of the band's. */
  public static boolean isWordOf(Reading reading) {
    return !(reading instanceof BandStatus status)
        || !isGone(status)
        || !status.moment().clockReplaced();
  }

  private static boolean isGone(BandStatus status) {
    return Boolean.FALSE.equals(status.state().online());
  }

  private static Memory status(Memory memory, BandStatus status, Instant at) {
    BandState state = status.state();
    boolean gone = isGone(status);
    boolean byBroker = !isWordOf(status);
    boolean worn = Boolean.TRUE.equals(state.worn());
    return new Memory(
        byBroker ? memory.heardAt() : at,
        worn ? at : memory.beatAt(),
        state.battery() == null ? memory.battery() : state.battery(),
        state.charging() == null ? memory.charging() : state.charging(),
        byBroker ? memory.saidOff() : gone,
        state.worn() == null ? memory.saidNotWorn() : !worn,
        memory.rung());
  }
}
