package care.silverbell.alerting.watch;

import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.PersonWatch;
import care.silverbell.alerting.rule.RuleBook;
import care.silverbell.alerting.rule.SilentBandRule;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One person's rules, while the service runs; whoever has its lock may use them. */
final class Watching {
  /** So many readings come in while the past is looked up, or it is given up for this time. */
  private static final int MOST_MEANWHILE = 10_000;

  private static final Duration WALKS_HOME = Duration.ofMinutes(30);

  private final RuleBook rules;
  private PersonWatch watch;
  private @Nullable Instant heard;
  private @Nullable List<Reading> meanwhile;

  /** When whoever is outside, and searched for no more, is let go; null while nobody is. */
  private @Nullable Instant letGoAt;

  Watching(RuleBook rules) {
    this.rules = rules;
    watch = PersonWatch.live(rules);
  }

  PersonWatch watch() {
    return watch;
  }

  /** The newest word of their band; null while there was none. */
  @Nullable Instant heard() {
    return heard;
  }

  /** That was found before the service started. */
  void alreadyFound(List<Refill.Found> found) {
    alreadyFound(watch, found);
  }

  private static void alreadyFound(PersonWatch watch, List<Refill.Found> found) {
    for (Refill.Found it : found) {
      watch.alreadyFound(it.kind(), it.since(), it.at(), it.alive());
      Finding late = it.tooLate();
      if (late != null) {
        watch.foundTooLate(late);
      }
    }
  }

  /** Their rules judge what has come in now. */
  List<Conclusion> take(
      List<Reading> readings, Watched watched, Predicate<Location> near, Instant now) {
    readings.forEach(it -> heardOf(it, now));
    if (meanwhile != null && meanwhile.size() < MOST_MEANWHILE) {
      meanwhile.addAll(readings);
    }
    return watch.take(readings, watched, near, now);
  }

  /** From now on what comes in is kept, too, for {@link #begin}. */
  void keepWhatComes() {
    meanwhile = new ArrayList<>();
  }

  /** The past could not be looked up. */
  void goOn() {
    meanwhile = null;
  }

  /**
   * The rules begin anew with the past that was looked up, and go on with what came meanwhile.
   *
   * @param found what was found before, which is not found again
   * @param near whether somebody who goes with them was near at a fix of the past
   * @return what the rules conclude of it, oldest first
   * @throws IllegalStateException if too much came meanwhile to keep it; the rules stay as they are
   */
  List<Conclusion> begin(
      PersonId person,
      List<Refill.Found> found,
      List<Reading> past,
      Watched watched,
      Predicate<Location> near,
      Instant now) {
    List<Reading> came = meanwhile == null ? List.of() : meanwhile;
    meanwhile = null;
    if (came.size() >= MOST_MEANWHILE) {
      throw new IllegalStateException("too much is said of " + person + " to look back meanwhile");
    }
    PersonWatch anew = PersonWatch.live(rules);
    alreadyFound(anew, found);
    List<Reading> all = new ArrayList<>(past);
    all.addAll(came);
    all.sort(Comparator.comparing(it -> it.moment().at()));
    List<Conclusion> conclusions = new ArrayList<>();
    for (Reading reading : all) {
      heardOf(reading, now);
      conclusions.addAll(anew.take(List.of(reading), watched, near, reading.moment().at()));
    }
    watch = anew;
    return anew.ofThePast(conclusions, now);
  }

  /**
   * Whoever resolved the search may walk home with them; if they have not come home after a while,
   * the rules look again from there.
   */
  void searchGoesOn(boolean searched, Instant now) {
    if (searched || !watch.isSearching()) {
      letGoAt = null;
    } else if (letGoAt == null) {
      letGoAt = now.plus(WALKS_HOME);
    } else if (!now.isBefore(letGoAt)) {
      watch.letGo(FindingKind.WANDERING);
      letGoAt = null;
    }
  }

  /** Their band has spoken; a time yet to come is not known to be right. */
  private void heardOf(Reading reading, Instant now) {
    Instant at = reading.moment().at();
    Instant known = heard;
    if (SilentBandRule.isWordOf(reading)
        && !at.isAfter(now)
        && (known == null || at.isAfter(known))) {
      heard = at;
    }
  }
}
