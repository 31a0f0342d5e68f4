package care.silverbell.alerting.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.DayHours;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.RuleBook;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rules that get their past back while readings go on coming in. */
class WatchingTest {
  private static final Instant BEGAN = Instant.parse("2026-11-22T03:00:00Z");

  private final PersonId mei = new PersonId(UUID.randomUUID());
  private final Watched watched =
      new Watched(
          mei, Limits.NONE, null, List.of(), Set.of(), DayHours.DEFAULT, ZoneOffset.UTC, null);
  private final Watching watching = new Watching(new RuleBook(RuleBook.inOrder(), _ -> {}));

  /** A fast heart, every ten seconds. */
  private List<Reading> beats(int fromSecond, int toSecond) {
    List<Reading> beats = new ArrayList<>();
    for (int second = fromSecond; second < toSecond; second += 10) {
      beats.add(new Vitals(mei, Moment.of(BEGAN.plusSeconds(second)), Signs.ofHeartRate(118)));
    }
    return beats;
  }

  private List<Conclusion> come(List<Reading> readings) {
    Instant now = readings.getLast().moment().at();
    return watching.take(readings, watched, _ -> false, now);
  }

  private List<Conclusion> begin(List<Refill.Found> found, List<Reading> past) {
    return watching.begin(mei, found, past, watched, _ -> false, BEGAN.plusSeconds(660));
  }

  @Test
  void whatCameWhileThePastWasLookedUpGoesOnWhereThePastEnds() {
    watching.keepWhatComes();
    assertThat(come(beats(360, 660))).isEmpty();

    assertThat(begin(List.of(), beats(0, 380)))
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            it -> {
              assertThat(it.kind()).isEqualTo(FindingKind.HEART_RATE_HIGH);
              assertThat(it.since()).isEqualTo(BEGAN);
            });
    assertThat(watching.heard()).isEqualTo(BEGAN.plusSeconds(650));
    assertThat(come(beats(660, 1_500))).as("found once").isEmpty();
  }

  @Test
  void whatWasFoundBeforeIsNotFoundAgain() {
    Instant tenth = BEGAN.plusSeconds(600);
    Refill.Found found = new Refill.Found(FindingKind.HEART_RATE_HIGH, BEGAN, tenth, true, null);
    assertThat(begin(List.of(found), beats(0, 660))).isEmpty();
  }

  @Test
  void whereTooMuchCameTheRulesGoOnAsTheyWere() {
    watching.keepWhatComes();
    var _ = come(beats(0, 110_000));
    assertThatThrownBy(() -> begin(List.of(), beats(0, 100)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(watching.heard()).isEqualTo(BEGAN.plusSeconds(109_990));
  }
}
