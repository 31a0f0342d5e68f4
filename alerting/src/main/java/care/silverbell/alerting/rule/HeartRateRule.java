package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Conclusion.Over;
import care.silverbell.alerting.rule.Finding.Evidence;
import care.silverbell.alerting.rule.HeartLimits.Bound;
import care.silverbell.alerting.rule.HeartRateRule.Memory;
import care.silverbell.alerting.rule.Spell.Beat;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The heart beats too fast at rest, or too slowly: the mean of the last 20 seconds stays beyond a
 * limit for the whole of its time. A pause in the values much longer than their usual distance ends
 * a stretch, but where the band measures in bursts and that pause is as long as the one before; a
 * fast heart counts only while the wearer is at rest. What is measured while the band is on no
 * wrist is no value: a moment of it is a value lost, and what rang is known no longer.
 */
public final class HeartRateRule implements Rule<Memory> {
  private static final Duration MEAN_OF = Duration.ofSeconds(20);

  /** After the last step the heart takes minutes to come down. */
  private static final Duration AT_REST_AFTER = Duration.ofMinutes(5);

  private static final Duration LEAST_PAUSE = Duration.ofSeconds(60);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(11);

  private static final Sentence TAKEN_OFF =
      new Sentence("手环已取下，心率未知", "the band was taken off: heart rate is not known");

  private static final Sentence UNKNOWN =
      new Sentence("此后没有心率数据，情况未知", "no heart rate came in since: it is not known how it went on");

  /**
   * What is remembered of one person.
   *
   * @param recent the values of the last 20 seconds
   * @param usualMillis the usual distance of two values; 0 while it is not known
   * @param pause the last that was much longer; null while there was none
   * @param spells one a bound, in their order; null where none runs
   */
  public record Memory(
      Recent recent,
      @Nullable Instant last,
      long usualMillis,
      @Nullable Pause pause,
      Stride stride,
      List<@Nullable Spell> spells) {
    static final Memory FRESH =
        new Memory(
            Recent.NONE, null, 0, null, Stride.UNKNOWN, Arrays.asList(null, null, null, null));

    /** The same but for what tells a reading without a value. */
    Memory with(@Nullable Pause pauseNow, Stride strideNow, List<@Nullable Spell> spellsNow) {
      return new Memory(recent, last, usualMillis, pauseNow, strideNow, spellsNow);
    }
  }

  /** Without a value from one to the next. */
  record Pause(Instant from, Instant to) {
    private static final double ALIKE = 1.5;

    Duration lasted() {
      return Duration.between(from, to);
    }

    /** Whether a band that measures in bursts pauses like that each time. */
    boolean isUsualAfter(@Nullable Pause before) {
      return before != null
          && lasted().compareTo(LONGEST_PAUSE) <= 0
          && lasted().toMillis() <= ALIKE * before.lasted().toMillis()
          && Duration.between(before.to(), from).compareTo(LONGEST_PAUSE) <= 0;
    }
  }

  @Override
  public String name() {
    return "heart-rate";
  }

  @Override
  public Memory fresh() {
    return Memory.FRESH;
  }

  @Override
  public Judged<Memory> judge(Memory memory, Reading reading, Context context) {
    if (!(reading instanceof Vitals vitals)) {
      return Judged.nothing(memory);
    }
    Signs signs = vitals.signs().ofWearer();
    Instant at = vitals.moment().at();
    Stride stride = memory.stride().after(signs, at);
    if (signs.heartRate() == null) {
      return Boolean.FALSE.equals(signs.worn())
          ? takenOff(memory, vitals, stride, HeartLimits.of(context.watched(), at))
          : Judged.nothing(memory.with(memory.pause(), stride, memory.spells()));
    }
    Recent recent = memory.recent().and(new Beat(at, signs.heartRate()), MEAN_OF);
    long usual = usual(memory, at);
    List<Bound> bounds = HeartLimits.of(context.watched(), at);
    Pause pause = pauseBefore(memory.last(), at, usual);
    boolean broken = pause != null && !pause.isUsualAfter(memory.pause());
    Sample sample = new Sample(vitals.person(), recent.mean(), at, usual, broken, signs, stride);
    List<Conclusion> conclusions = new ArrayList<>(0);
    List<@Nullable Spell> spells = new ArrayList<>(bounds.size());
    for (int i = 0; i < bounds.size(); i++) {
      spells.add(next(memory.spells().get(i), bounds.get(i), sample, conclusions));
    }
    goOn(bounds, spells, conclusions);
    return new Judged<>(
        new Memory(recent, at, usual, pause == null ? memory.pause() : pause, stride, spells),
        conclusions);
  }

  /** What rang is known no longer; what has not yet may go on, if that is one lost value. */
  private static Judged<Memory> takenOff(
      Memory memory, Vitals vitals, Stride stride, List<Bound> bounds) {
    List<Conclusion> conclusions = new ArrayList<>(0);
    List<@Nullable Spell> spells = new ArrayList<>(memory.spells());
    for (int i = 0; i < bounds.size(); i++) {
      Spell spell = spells.get(i);
      if (spell != null && spell.rung()) {
        end(spell, bounds.get(i), vitals.person(), vitals.moment().at(), TAKEN_OFF, conclusions);
        spells.set(i, null);
      }
    }
    // Off the wrist nothing pauses as usual.
    return new Judged<>(memory.with(null, stride, spells), conclusions);
  }

  /** Whatever part of the day it is. */
  @Override
  public Optional<Quiet> quiet(Watched watched) {
    double above = Double.NEGATIVE_INFINITY;
    double below = Double.POSITIVE_INFINITY;
    for (int hour = 0; hour < 24; hour++) {
      Instant at = Instant.EPOCH.plus(Duration.ofHours(hour));
      for (Bound bound : HeartLimits.of(watched, at)) {
        if (bound.high()) {
          below = Math.min(below, bound.limit() - HeartLimits.ROOM);
        } else {
          above = Math.max(above, bound.limit() + HeartLimits.ROOM);
        }
      }
    }
    return Optional.of(new Quiet(above, below));
  }

  /** What is back within one limit may still be beyond another: then it goes on as that one's. */
  private static void goOn(
      List<Bound> bounds, List<@Nullable Spell> spells, List<Conclusion> conclusions) {
    conclusions.removeIf(it -> {
      if (!(it instanceof Over over)) {
        return false;
      }
      for (int i = 0; i < bounds.size(); i++) {
        Spell running = spells.get(i);
        if (running != null && bounds.get(i).kind() == over.kind()) {
          spells.set(i, running.found());
          return true;
        }
      }
      return false;
    });
  }

  /**
   * One value.
   *
   * @param broken whether nothing is known of the time before it
   */
  private record Sample(
      PersonId person,
      double rate,
      Instant at,
      long usualMillis,
      boolean broken,
      Signs signs,
      Stride stride) {

    boolean counts(Bound bound) {
      return !bound.high() || atRest();
    }

    /** As the band judges; else by its steps; where nothing tells, at rest. */
    boolean atRest() {
      Boolean told = signs.atRest();
      return told == null ? !stride.movedWithin(AT_REST_AFTER, at) : told;
    }

    /** Why a stretch does not go on with this value. */
    Sentence ending(Bound bound) {
      return counts(bound)
          ? new Sentence("心率已回到界限以内", "heart rate is back within the limit")
          : new Sentence("已不在静息状态", "no longer at rest");
    }

    /** A stretch rests on at least half of the values that it could have had. */
    int samplesNeeded(Duration lasting) {
      return usualMillis == 0 ? 2 : (int) Math.clamp(lasting.toMillis() / usualMillis / 2, 2L, 20L);
    }
  }

  private static @Nullable Spell next(
      @Nullable Spell before, Bound bound, Sample sample, List<Conclusion> conclusions) {
    Spell spell = before;
    if (spell != null && sample.broken()) {
      end(spell, bound, sample.person(), spell.last().at(), UNKNOWN, conclusions);
      spell = null;
    }
    Beat beat = new Beat(sample.at(), sample.rate());
    boolean counts = sample.counts(bound);
    boolean beyond = counts && bound.beyond(sample.rate());
    if (spell == null) {
      return beyond ? ring(Spell.from(beat), bound, sample, conclusions) : null;
    }
    if (beyond || (counts && spell.rung() && bound.stillBeyond(sample.rate()))) {
      return ring(spell.and(beat), bound, sample, conclusions);
    }
    end(spell, bound, sample.person(), sample.at(), sample.ending(bound), conclusions);
    return null;
  }

  private static Spell ring(Spell spell, Bound bound, Sample sample, List<Conclusion> conclusions) {
    if (spell.rung()
        || spell.lasted().compareTo(bound.lasting()) < 0
        || spell.samples() < sample.samplesNeeded(bound.lasting())) {
      return spell;
    }
    List<Evidence> readings =
        Stream.of(spell.first(), bound.high() ? spell.most() : spell.least(), spell.last())
            .distinct()
            .map(it -> new Evidence(Sign.HEART_RATE, Math.round(it.value()), it.at()))
            .toList();
    conclusions.add(
        Finding.of(
            bound.kind(),
            sample.person(),
            spell.first().at(),
            sample.at(),
            readings,
            why(spell, bound)));
    return spell.found();
  }

  private static void end(
      Spell spell,
      Bound bound,
      PersonId person,
      Instant at,
      Sentence how,
      List<Conclusion> conclusions) {
    if (spell.rung()) {
      conclusions.add(new Over(bound.kind(), person, spell.first().at(), at, how));
    }
  }

  private static Sentence why(Spell spell, Bound bound) {
    String least = HeartLimits.whole(spell.least().value());
    String most = HeartLimits.whole(spell.most().value());
    String range = least.equals(most) ? least : least + "–" + most;
    Lasting lasting = Lasting.of(spell.lasted());
    Sentence measure = bound.measure().sentence(bound.limit());
    return new Sentence(
        "%s心率 %s 次/分，已持续 %s；%s"
            .formatted(bound.high() ? "静息" : "", range, lasting.zh(), measure.zh()),
        "heart rate %s for %s%s; %s"
            .formatted(range, lasting.en(), bound.high() ? " at rest" : "", measure.en()));
  }

  /** Null where the values come as usual. */
  private static @Nullable Pause pauseBefore(@Nullable Instant last, Instant at, long usualMillis) {
    Pause pause = last == null ? null : new Pause(last, at);
    return pause == null || pause.lasted().compareTo(pauseAllowed(usualMillis)) <= 0 ? null : pause;
  }

  private static Duration pauseAllowed(long usualMillis) {
    Duration pause = usualMillis == 0 ? LONGEST_PAUSE : Duration.ofMillis(3 * usualMillis);
    return pause.compareTo(LEAST_PAUSE) < 0
        ? LEAST_PAUSE
        : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static long usual(Memory memory, Instant at) {
    if (memory.last() == null) {
      return 0;
    }
    long distance =
        Math.min(Duration.between(memory.last(), at).toMillis(), Duration.ofMinutes(10).toMillis());
    return memory.usualMillis() == 0 ? distance : (memory.usualMillis() * 7 + distance) / 8;
  }
}
