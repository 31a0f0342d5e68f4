package care.silverbell.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonWatchTest {
  private final List<String> thrown = new ArrayList<>();
  private final PersonWatch watch = PersonWatch.live(new RuleBook(RuleBook.inOrder(), thrown::add));

  private static List<Reading> hours() {
    List<Reading> readings = new ArrayList<>();
    for (Instant at = Story.at("08:00"); at.isBefore(Story.at("12:00")); at = at.plusSeconds(5)) {
      boolean fast =
          (at.isAfter(Story.at("09:00:00")) && at.isBefore(Story.at("09:20")))
              || (at.isAfter(Story.at("11:00:00")) && at.isBefore(Story.at("11:30")));
      readings.add(Story.reading(at, "hr", fast ? "120" : "70"));
    }
    return readings;
  }

  /** A reading and when it is received. */
  private record Sent(Reading reading, Instant at) {}

  private List<Finding> judge(List<Sent> sent) {
    List<Finding> findings = new ArrayList<>();
    for (Sent it : sent) {
      keep(watch.take(List.of(it.reading()), Story.someone(), _ -> false, it.at()), findings);
    }
    keep(
        watch.pass(Story.someone(), _ -> false, sent.getLast().at().plus(Duration.ofMinutes(2))),
        findings);
    return findings.stream().filter(it -> it.kind() == FindingKind.HEART_RATE_HIGH).toList();
  }

  private static void keep(List<Conclusion> conclusions, List<Finding> findings) {
    conclusions.stream()
        .filter(Finding.class::isInstance)
        .map(Finding.class::cast)
        .forEach(findings::add);
  }

  private static List<Sent> inTime(List<Reading> readings) {
    return readings.stream().map(it -> new Sent(it, it.moment().at())).toList();
  }

  @Test
  void inOrderTheyRingAtTheirTime() {
    assertThat(judge(inTime(hours())))
        .extracting(Finding::at)
        .containsExactly(Story.at("09:10:20"), Story.at("11:10:20"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shuffledWithinAMinuteDoubledAndWithWrongClocksTheyFindTheSameOnceEach(long seed) {
    Random random = new Random(seed);
    List<Sent> sent = new ArrayList<>();
    for (Reading reading : hours()) {
      Instant at = reading.moment().at();
      Instant received = at.plusMillis(random.nextLong(60_000));
      boolean off = random.nextInt(50) == 0;
      Instant told = off ? at.plusSeconds(random.nextBoolean() ? 3600 : -3600) : at;
      String rate = "" + ((care.silverbell.ingest.reading.Vitals) reading).signs().heartRate();
      Reading as = Story.reading(told, "hr", rate);
      sent.add(new Sent(as, received));
      if (random.nextInt(20) == 0) {
        sent.add(new Sent(as, received.plusMillis(random.nextLong(30_000))));
      }
    }
    sent.sort(Comparator.comparing(Sent::at));
    List<Finding> findings = judge(sent);
    assertThat(findings).extracting(Finding::forTheRecord).containsExactly(false, false);
    assertThat(findings.get(0).at()).isBetween(Story.at("09:10:05"), Story.at("09:10:45"));
    assertThat(findings.get(1).at()).isBetween(Story.at("11:10:05"), Story.at("11:10:45"));
  }

  /** Four hours of spells between 50 and 100 seconds: those of 60 and more are to be found. */
  private static List<Reading> spells(Random random) {
    List<Reading> readings = new ArrayList<>();
    Instant begins = Story.at("08:05");
    Instant ends = begins.plusSeconds(50 + random.nextInt(11) * 5L);
    for (Instant at = Story.at("08:00"); at.isBefore(Story.at("12:00")); at = at.plusSeconds(5)) {
      boolean fast = !at.isBefore(begins) && at.isBefore(ends);
      readings.add(Story.reading(at, "hr", fast ? "130" : "70"));
      if (at.isAfter(ends)) {
        begins = at.plusSeconds(180);
        ends = begins.plusSeconds(50 + random.nextInt(11) * 5L);
      }
    }
    return readings;
  }

  private static List<String> found(List<Sent> sent) {
    PersonWatch fresh = PersonWatch.live(new RuleBook(List.of(new HeartRateRule()), _ -> {}));
    Watched watched =
        Story.someone()
            .with(
                new Limits(
                    Map.of(
                        Sign.HEART_RATE, new Limits.Limit(null, 100.0, Duration.ofSeconds(60)))));
    List<Finding> findings = new ArrayList<>();
    for (Sent it : sent) {
      keep(fresh.take(List.of(it.reading()), watched, _ -> false, it.at()), findings);
    }
    keep(
        fresh.pass(watched, _ -> false, sent.getLast().at().plus(Duration.ofMinutes(2))), findings);
    // What came too late to ring, and was then seen to last, is one finding told twice.
    return findings.stream()
        .filter(it ->
            it.forTheRecord()
                || findings.stream()
                    .noneMatch(other -> other.forTheRecord() && other.since().equals(it.since())))
        .map(it -> it.since() + " rang " + it.at())
        .toList();
  }

  /**
   * Where a value's clock is off, that value is lost, and a spell that is hardly long enough with
   * it is not found without it. Nothing else changes what is found.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void overABadLineTheyFindExactlyWhatIsThereWithoutTheValuesWhoseClockIsOff(long seed) {
    Random random = new Random(seed);
    List<Sent> line = new ArrayList<>();
    List<Reading> left = new ArrayList<>();
    for (Reading reading : spells(random)) {
      Instant at = reading.moment().at();
      Instant received = at.plusMillis(random.nextLong(60_000));
      boolean off = random.nextInt(50) == 0;
      Reading told = reading;
      if (off) {
        String rate = "" + ((care.silverbell.ingest.reading.Vitals) reading).signs().heartRate();
        told = Story.reading(at.plusSeconds(random.nextBoolean() ? 3600 : -3600), "hr", rate);
      } else {
        left.add(reading);
      }
      line.add(new Sent(told, received));
      if (random.nextInt(20) == 0) {
        line.add(new Sent(told, received.plusMillis(random.nextLong(30_000))));
      }
    }
    line.sort(Comparator.comparing(Sent::at));
    assertThat(found(line)).hasSizeGreaterThan(20).isEqualTo(found(inTime(left)));
    Duration batch = Duration.ofMinutes(30);
    List<Sent> late =
        line.stream()
            .map(it -> {
              long batches = it.at().toEpochMilli() / batch.toMillis() + 1;
              return new Sent(it.reading(), Instant.ofEpochMilli(batches * batch.toMillis()));
            })
            .toList();
    assertThat(found(late)).isEqualTo(found(inTime(left)));
  }

  /** A band that measures every ten minutes, and whose clock is off all the time. */
  @ParameterizedTest
  @ValueSource(ints = {4, 8, 25})
  void aSlowClockWithFewValuesIsJudgedAllTheSame(int minutesBehind) {
    List<Sent> sent = new ArrayList<>();
    for (Instant at = Story.at("08:00"); at.isBefore(Story.at("12:00")); at = at.plusSeconds(600)) {
      String rate = at.isBefore(Story.at("09:30")) ? "70" : "120";
      Instant received =
          at.plus(Duration.ofMinutes(minutesBehind)).plusSeconds(at.getEpochSecond() % 90);
      sent.add(new Sent(Story.reading(at, "hr", rate), received));
    }
    assertThat(judge(sent))
        .singleElement()
        .satisfies(it -> assertThat(it.at()).isBefore(Story.at("10:00")));
    assertThat(watch.unjudged()).isZero();
  }

  @Test
  void anUploadOfHoursIsJudgedForTheRecord() {
    List<Reading> readings = hours();
    List<Sent> sent = readings.stream().map(it -> new Sent(it, Story.at("15:00"))).toList();
    assertThat(judge(sent)).extracting(Finding::forTheRecord).containsExactly(true, true);
  }

  @Test
  void whatCameTooLateRingsOnceItIsSeenToLast() {
    List<Sent> sent = new ArrayList<>();
    sent.add(new Sent(Story.reading(Story.at("08:00"), "hr", "70"), Story.at("08:00")));
    for (Instant at = Story.at("08:05"); at.isBefore(Story.at("09:10")); at = at.plusSeconds(5)) {
      Instant received = at.isBefore(Story.at("09:00")) ? Story.at("09:00") : at;
      sent.add(new Sent(Story.reading(at, "hr", "133"), received));
    }
    assertThat(judge(sent))
        .extracting(Finding::forTheRecord, Finding::since)
        .containsExactly(tuple(true, Story.at("08:05")), tuple(false, Story.at("08:05")));
  }

  @Test
  void whatWasFoundTooLateBeforeARestartRingsOnceItIsSeenToLast() {
    Sentence why = new Sentence("心率", "heart rate");
    watch.alreadyFound(FindingKind.WANDERING, Story.at("08:00"), Story.at("08:05"), true);
    watch.foundTooLate(
        new Finding(
            FindingKind.WANDERING,
            Story.PERSON,
            Story.at("08:00"),
            Story.at("08:05"),
            List.of(),
            null,
            why,
            Finding.Told.TOO_LATE));
    Watched home = Story.someone().with(List.of(Story.home(200)));
    List<Finding> findings = new ArrayList<>();
    for (String time : List.of("09:00", "09:05", "09:10")) {
      Instant at = Story.at(time);
      keep(watch.take(List.of(Story.reading(at, "east", "900")), home, _ -> false, at), findings);
      keep(watch.pass(home, _ -> false, at.plusSeconds(90)), findings);
    }
    assertThat(findings.stream().filter(it -> it.kind() == FindingKind.WANDERING))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.forTheRecord()).isFalse();
          assertThat(it.since()).isEqualTo(Story.at("08:00"));
          assertThat(it.position()).isNotNull();
        });
  }

  @Test
  void anUploadThatComesAfterTheLiveReadingIsJudgedBeside() {
    List<Sent> sent = new ArrayList<>();
    sent.add(new Sent(Story.reading(Story.at("15:00"), "hr", "70"), Story.at("15:00")));
    hours().forEach(it -> sent.add(new Sent(it, Story.at("15:00:05"))));
    sent.add(new Sent(Story.reading(Story.at("15:01"), "hr", "70"), Story.at("15:01")));
    assertThat(judge(sent)).extracting(Finding::forTheRecord).containsExactly(true, true);
  }

  @Test
  void redeliveredTheyAreFoundOnce() {
    List<Sent> sent = new ArrayList<>(inTime(hours()));
    sent.addAll(
        List.copyOf(sent).stream().map(it -> new Sent(it.reading(), Story.at("12:01"))).toList());
    assertThat(judge(sent)).hasSize(2);
  }

  @Test
  void whatWasFoundBeforeARestartIsNotFoundAgain() {
    watch.alreadyFound(FindingKind.HEART_RATE_HIGH, Story.at("08:30"), Story.at("09:15"), false);
    assertThat(judge(inTime(hours())))
        .extracting(Finding::at)
        .containsExactly(Story.at("11:10:20"));
  }

  @Test
  void aRuleThatThrowsIsCountedAndTheOthersGoOn() {
    Rule<String> broken =
        new Rule<>() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public String fresh() {
            return "";
          }

          @Override
          public Judged<String> judge(String memory, Reading reading, Context context) {
            throw new IllegalStateException("broken");
          }
        };
    PersonWatch both =
        PersonWatch.live(new RuleBook(List.of(broken, new HeartRateRule()), thrown::add));
    List<Finding> findings = new ArrayList<>();
    for (Sent it : inTime(hours())) {
      keep(both.take(List.of(it.reading()), Story.someone(), _ -> false, it.at()), findings);
    }
    assertThat(findings).hasSize(2);
    assertThat(Collections.frequency(thrown, "broken")).isEqualTo(hours().size());
  }
}
