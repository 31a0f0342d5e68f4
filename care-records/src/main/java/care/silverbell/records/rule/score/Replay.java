package care.silverbell.records.rule.score;

import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.PersonWatch;
import care.silverbell.alerting.rule.RuleBook;
import care.silverbell.alerting.rule.Sentence;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** All rules over one recording, as it was or as a bad line would have brought it. */
final class Replay {
  private static final Duration PASS_EVERY = Duration.ofMinutes(1);
  private static final long DAY = Duration.ofDays(1).toMillis();

  private Replay() {}

  /** How it comes in. */
  enum Delivery {
    /** Each reading when it was made. */
    IN_ORDER,
    /** Up to 60 s late each, 5 % of them twice, 2 % with a clock that is an hour off. */
    SHUFFLED,
    /** The same, and half an hour's readings at a time. */
    SHUFFLED_AND_LATE
  }

  /**
   * What was found, from its beginning to its end.
   *
   * @param at when it rang
   * @param why what it said
   * @param until the end of the recording where it did not end before
   */
  record Episode(FindingKind kind, Instant since, Instant at, Sentence why, Instant until) {}

  private record Sent(Reading reading, Instant at, boolean clockIsRight) {}

  /** Those of a recording whose clock is right when it comes by a bad line, as they were. */
  static List<Reading> withRightClocks(List<Reading> readings) {
    return sent(readings, Delivery.SHUFFLED).stream()
        .filter(Sent::clockIsRight)
        .map(Sent::reading)
        .distinct()
        .sorted(Comparator.comparing(it -> it.moment().at()))
        .toList();
  }

  /** The episodes of a recording, whole days of it. */
  static List<Episode> run(List<Reading> readings, Watched watched, Delivery delivery) {
    if (readings.isEmpty()) {
      return List.of();
    }
    PersonWatch watch =
        PersonWatch.ofRecording(new RuleBook(RuleBook.inOrder(), _ -> {}), PASS_EVERY);
    long first = readings.getFirst().moment().at().toEpochMilli();
    long last = readings.getLast().moment().at().toEpochMilli();
    Episodes episodes = new Episodes();
    episodes.hear(
        watch.pass(watched, _ -> false, Instant.ofEpochMilli(Math.floorDiv(first, DAY) * DAY)));
    for (Sent sent : sent(readings, delivery)) {
      episodes.hear(watch.take(List.of(sent.reading()), watched, _ -> false, sent.at()));
    }
    Instant end = Instant.ofEpochMilli(Math.ceilDiv(last, DAY) * DAY);
    episodes.hear(watch.pass(watched, _ -> false, end.plus(PASS_EVERY)));
    return episodes.all(end);
  }

  private static List<Sent> sent(List<Reading> readings, Delivery delivery) {
    if (delivery == Delivery.IN_ORDER) {
      return readings.stream().map(it -> new Sent(it, it.moment().at(), true)).toList();
    }
    Random random = new Random(readings.size());
    List<Sent> sent = new ArrayList<>();
    for (Reading reading : readings) {
      Instant received = reading.moment().at().plusMillis(random.nextLong(60_000));
      boolean off = random.nextInt(50) == 0;
      Reading told =
          off ? moved(reading, Duration.ofHours(random.nextBoolean() ? 1 : -1)) : reading;
      sent.add(new Sent(told, received, !off));
      if (random.nextInt(20) == 0) {
        sent.add(new Sent(told, received.plusMillis(random.nextLong(20_000)), !off));
      }
    }
    sent.sort(Comparator.comparing(Sent::at));
    return delivery == Delivery.SHUFFLED ? sent : late(sent);
  }

  private static List<Sent> late(List<Sent> sent) {
    long batch = Duration.ofMinutes(30).toMillis();
    return sent.stream()
        .map(it ->
            new Sent(
                it.reading(),
                Instant.ofEpochMilli((it.at().toEpochMilli() / batch + 1) * batch),
                it.clockIsRight()))
        .toList();
  }

  private static Reading moved(Reading reading, Duration by) {
    Moment moment = Moment.of(reading.moment().at().plus(by));
    return switch (reading) {
      case Vitals vitals -> new Vitals(vitals.person(), moment, vitals.signs());
      case Location fix -> new Location(fix.person(), moment, fix.position());
      case care.silverbell.ingest.reading.BandStatus status ->
          new care.silverbell.ingest.reading.BandStatus(
              status.person(), moment, status.band(), status.state());
    };
  }

  /** One of a kind at a time: what is found while one is alive belongs to it. */
  private static final class Episodes {
    private final Map<FindingKind, Finding> alive = new EnumMap<>(FindingKind.class);
    private final Map<Condition, Finding> found = new HashMap<>();
    private final List<Episode> over = new ArrayList<>();

    /** What no finding may share with another. */
    private record Condition(FindingKind kind, Instant since) {}

    void hear(List<Conclusion> conclusions) {
      for (Conclusion conclusion : conclusions) {
        switch (conclusion) {
          case Finding it -> begin(it);
          case Conclusion.Over it -> end(it);
          case Conclusion.SecondReading _ -> {}
        }
      }
    }

    private void begin(Finding it) {
      Finding known = found.put(new Condition(it.kind(), it.since()), it);
      if (known != null && !(known.forTheRecord() && !it.forTheRecord())) {
        throw new IllegalStateException("found twice: " + it);
      }
      if (known != null) {
        return; // it came too late to ring, and was then seen to last
      }
      alive.putIfAbsent(it.kind(), it);
    }

    private void end(Conclusion.Over it) {
      Finding finding = alive.get(it.kind());
      if (finding != null && finding.since().equals(it.since())) {
        alive.remove(it.kind());
        over.add(episode(finding, it.at()));
      }
    }

    private static Episode episode(Finding it, Instant until) {
      return new Episode(it.kind(), it.since(), it.at(), it.why(), until);
    }

    List<Episode> all(Instant end) {
      List<Episode> all = new ArrayList<>(over);
      alive.values().forEach(it -> all.add(episode(it, end)));
      all.sort(Comparator.comparing(Episode::since));
      return all;
    }
  }
}
