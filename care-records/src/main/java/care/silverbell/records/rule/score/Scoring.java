package care.silverbell.records.rule.score;

import static care.silverbell.records.rule.score.Recordings.at;
import static care.silverbell.records.rule.score.Recordings.decimal;
import static care.silverbell.records.rule.score.Recordings.number;
import static care.silverbell.records.rule.score.Recordings.text;

import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.HoursOfWeek;
import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.records.rule.score.Replay.Delivery;
import care.silverbell.records.rule.score.Replay.Episode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Asks every rule what the recordings can answer, and counts. */
public final class Scoring {
  /** The truth is smoothed otherwise than the recordings. */
  private static final Duration SLACK = Duration.ofSeconds(30);

  private static final Duration CROSSING_WITHIN = Duration.ofSeconds(60);
  private static final long GAP_MINUTES = 60;

  /** A gap begins with the last reading, and steps may come a little after the last heartbeat. */
  private static final Duration GAP_SLACK = Duration.ofMinutes(2);

  private static final Set<FindingKind> SILENCE =
      EnumSet.of(FindingKind.SILENT_BAND, FindingKind.NOT_WORN);

  private final Recordings recordings;
  private final Delivery delivery;
  private final Consumer<String> progress;
  private final Map<String, List<Reading>> read = new HashMap<>();
  private final Map<String, List<Episode>> byDefault = new TreeMap<>();

  private Scoring(Path folder, Delivery delivery, Consumer<String> progress) {
    this.recordings = new Recordings(folder);
    this.delivery = delivery;
    this.progress = progress;
  }

  /**
   * Scores the recordings of a folder.
   *
   * @param badLine as a bad line would have brought them: shuffled within a minute, some twice,
   *     some with a wrong clock, half an hour at a time
   * @param progress told what is being done
   * @throws IllegalArgumentException if the folder holds no recordings
   */
  public static List<Score> of(Path folder, boolean badLine, Consumer<String> progress) {
    Scoring scoring =
        new Scoring(folder, badLine ? Delivery.SHUFFLED_AND_LATE : Delivery.IN_ORDER, progress);
    if (!scoring.recordings.any()) {
      throw new IllegalArgumentException(
          folder + " holds no recordings: a folder hr or track is looked for");
    }
    List<Score> scores = new ArrayList<>();
    scores.add(scoring.rate("rate_ge100_60s", new Limit(null, 100.0, Duration.ofSeconds(60))));
    scores.add(scoring.rate("rate_ge120_30s", new Limit(null, 120.0, Duration.ofSeconds(30))));
    scores.add(scoring.rate("rate_ge150_30s", new Limit(null, 150.0, Duration.ofSeconds(30))));
    scores.add(scoring.rate("rate_le50_60s", new Limit(50.0, null, Duration.ofSeconds(60))));
    scores.add(scoring.rate("rate_le40_30s", new Limit(40.0, null, Duration.ofSeconds(30))));
    scores.add(scoring.unlabelled("heart-rate", FindingKind.HEART_RATE_HIGH));
    scores.add(scoring.unlabelled("heart-rate", FindingKind.HEART_RATE_LOW));
    scores.add(scoring.unlabelled("still", FindingKind.STILL));
    scores.add(scoring.gaps());
    scores.add(scoring.stillWhileNotWorn());
    scores.add(scoring.crossings());
    return scores;
  }

  private Score rate(String kind, Limit limit) {
    boolean high = limit.high() != null;
    FindingKind wanted = high ? FindingKind.HEART_RATE_HIGH : FindingKind.HEART_RATE_LOW;
    Duration lasting = limit.lasting() == null ? Duration.ZERO : limit.lasting();
    Tally tally = new Tally();
    for (String name : labelled()) {
      progress.accept(kind + " " + name);
      List<Reading> readings = vitals(name);
      Watched watched = someone(name).with(new Limits(Map.of(Sign.HEART_RATE, limit)));
      List<Episode> episodes =
          Replay.run(readings, watched, delivery).stream()
              .filter(it -> it.kind() == wanted)
              .toList();
      List<Truth> truths =
          recordings.table("episodes.csv").stream()
              .filter(it -> text(it, "file").equals(name) && text(it, "kind").equals(kind))
              .map(it -> new Truth(at(it, "start_ms"), at(it, "end_ms")))
              .toList();
      tally.days += days(readings);
      tally.count(truths, episodes, SLACK, truth -> truth.from().plus(lasting));
    }
    return tally.score("heart-rate", kind + " with a limit set for it, ±30 s");
  }

  /** What rings on people of whom nothing bad is known is taken for false. */
  private Score unlabelled(String rule, FindingKind kind) {
    Tally tally = new Tally();
    for (String name : wristbands()) {
      List<Episode> episodes = onWristband(name).stream().filter(it -> it.kind() == kind).toList();
      tally.days += days(vitals(name));
      tally.count(List.of(), episodes, SLACK, Truth::from);
    }
    return tally.score(rule, kind.wireName() + " by default on the wristband people");
  }

  private Score gaps() {
    Tally tally = new Tally();
    for (String name : wristbands()) {
      List<Episode> episodes =
          onWristband(name).stream()
              .filter(it -> SILENCE.contains(it.kind()) && it.why().en().contains("not worn"))
              .toList();
      tally.days += days(vitals(name));
      tally.count(gaps(name), episodes, GAP_SLACK, truth -> truth.from().plusSeconds(3600));
    }
    return tally.score("silent-band", "gaps of 60 min and more are named");
  }

  private Score stillWhileNotWorn() {
    Tally tally = new Tally();
    for (String name : wristbands()) {
      List<Truth> gaps = gaps(name);
      List<Episode> wrong =
          onWristband(name).stream()
              .filter(it -> it.kind() == FindingKind.STILL)
              .filter(it ->
                  gaps.stream()
                      .anyMatch(gap -> !it.at().isBefore(gap.from()) && it.at().isBefore(gap.to())))
              .toList();
      tally.days += days(vitals(name));
      tally.count(List.of(), wrong, Duration.ZERO, Truth::from);
    }
    return tally.score("still", "still while not worn");
  }

  private List<Truth> gaps(String name) {
    return recordings.table("gaps.csv").stream()
        .filter(it -> text(it, "file").equals(name) && number(it, "minutes") >= GAP_MINUTES)
        .map(it -> new Truth(at(it, "start_ms"), at(it, "end_ms")))
        .toList();
  }

  private Score crossings() {
    Tally tally = new Tally();
    for (Map<String, String> fence : recordings.table("fences.csv")) {
      String name = text(fence, "file");
      long radius = number(fence, "radius_m");
      progress.accept("crossings " + name + " " + radius + " m");
      List<Reading> fixes = recordings.track(name);
      Zone zone =
          new Zone(
              "zone",
              new Zone.Circle(decimal(fence, "center_lat"), decimal(fence, "center_lon"), radius),
              HoursOfWeek.ALWAYS);
      List<Crossing> seen = new ArrayList<>();
      Instant last = fixes.getLast().moment().at();
      for (Episode it : Replay.run(fixes, someone(name).with(List.of(zone)), delivery)) {
        if (it.kind() == FindingKind.WANDERING) {
          seen.add(new Crossing("exit", it.at()));
          if (!it.until().isAfter(last)) {
            seen.add(new Crossing("enter", it.until()));
          }
        }
      }
      tally.days += days(fixes);
      tally.countCrossings(
          recordings.table("crossings.csv").stream()
              .filter(it -> text(it, "file").equals(name) && number(it, "radius_m") == radius)
              .toList(),
          seen);
    }
    return tally.score("wandering", "confirmed crossings within 60 s of the third fix");
  }

  private List<String> wristbands() {
    return recordings.names("hr").stream().filter(it -> it.startsWith("fitbit")).toList();
  }

  private List<Episode> onWristband(String name) {
    return byDefault.computeIfAbsent(
        name,
        it -> {
          progress.accept("defaults " + it);
          return Replay.run(vitals(it), someone(it), delivery);
        });
  }

  /** The recordings in which episodes are labelled. */
  private List<String> labelled() {
    return recordings.names("hr").stream().filter(it -> !it.startsWith("fitbit")).toList();
  }

  private List<Reading> vitals(String name) {
    return read.computeIfAbsent(name, recordings::vitals);
  }

  private static Watched someone(String name) {
    return Watched.byDefault(Recordings.personOf(name), ZoneOffset.UTC);
  }

  private static double days(List<Reading> readings) {
    return readings.isEmpty()
        ? 0
        : Duration.between(readings.getFirst().moment().at(), readings.getLast().moment().at())
                .toMillis()
            / (double) Duration.ofDays(1).toMillis();
  }

  private record Truth(Instant from, Instant to) {
    boolean begins(Episode episode, Duration slack) {
      return Duration.between(from, episode.since()).abs().compareTo(slack) <= 0;
    }

    boolean meets(Episode episode, Duration slack) {
      return !episode.since().isAfter(to.plus(slack))
          && !episode.until().isBefore(from.minus(slack));
    }
  }

  private record Crossing(String event, Instant at) {}

  private interface Known {
    Instant at(Truth truth);
  }

  private static final class Tally {
    private double days;
    private int labelled;
    private int found;
    private int begun;
    private int findings;
    private int wrong;
    private final List<Duration> delays = new ArrayList<>();

    void count(List<Truth> truths, List<Episode> episodes, Duration slack, Known known) {
      labelled += truths.size();
      findings += episodes.size();
      for (Truth truth : truths) {
        begun += episodes.stream().anyMatch(it -> truth.begins(it, slack)) ? 1 : 0;
        episodes.stream()
            .filter(it -> truth.meets(it, slack))
            .findFirst()
            .ifPresent(it -> {
              found++;
              if (!it.at().isBefore(truth.from())) {
                Duration delay = Duration.between(known.at(truth), it.at());
                delays.add(delay.isNegative() ? Duration.ZERO : delay);
              }
            });
      }
      wrong +=
          (int)
              episodes.stream()
                  .filter(it -> truths.stream().noneMatch(truth -> truth.meets(it, slack)))
                  .count();
    }

    void countCrossings(List<Map<String, String>> truths, List<Crossing> seen) {
      List<Crossing> left = new ArrayList<>(seen);
      labelled += truths.size();
      findings += seen.size();
      for (Map<String, String> truth : truths) {
        Instant first = at(truth, "first_fix_ms");
        Instant third = at(truth, "confirmed_third_fix_ms");
        left.stream()
            .filter(it -> it.event().equals(text(truth, "event")))
            .filter(it -> !it.at().isBefore(first) && !it.at().isAfter(third.plus(CROSSING_WITHIN)))
            .findFirst()
            .ifPresent(it -> {
              found++;
              begun++;
              left.remove(it);
              Duration delay = Duration.between(third, it.at());
              delays.add(delay.isNegative() ? Duration.ZERO : delay);
            });
      }
      wrong += left.size();
    }

    Score score(String rule, String question) {
      return new Score(
          rule, question, days, labelled, found, begun, findings, wrong, List.copyOf(delays));
    }
  }
}
