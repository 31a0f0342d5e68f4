package care.silverbell.alerting.backtest;

import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.PersonWatch;
import care.silverbell.alerting.rule.Rule;
import care.silverbell.alerting.rule.Rule.Quiet;
import care.silverbell.alerting.rule.RuleBook;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.telemetry.TelemetryStore.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Hears out one of two settings on one person: what is found, and what goes on. */
final class Ear {
  /** Often enough for rules that count in minutes. */
  private static final Duration PASSES_EVERY = Duration.ofMinutes(1);

  private final List<Rule<?>> rules;
  private final Watched watched;
  private final RuleBook book;
  private final List<Finding> found = new ArrayList<>();
  private final Set<FindingKind> alive = EnumSet.noneOf(FindingKind.class);
  private PersonWatch watch;

  Ear(List<Rule<?>> rules, Watched watched) {
    this.rules = rules;
    this.watched = watched;
    book =
        new RuleBook(
            rules,
            rule -> {
              throw new IllegalStateException("the rule " + rule + " cannot judge");
            });
    watch = PersonWatch.live(book);
  }

  /** What comes now is long after what came last. */
  void anew() {
    watch = PersonWatch.live(book);
    alive.clear();
  }

  /** What comes now is a recording without a gap, in which time passes. */
  void timePasses() {
    watch = PersonWatch.ofRecording(book, PASSES_EVERY);
  }

  /** Hears of one reading, received when it was made. */
  void take(Reading reading) {
    Instant at = reading.moment().at();
    take(watch.take(List.of(reading), watched, _ -> false, at));
  }

  /** Nothing more came until then. */
  void pass(Instant to) {
    take(watch.pass(watched, _ -> false, to));
  }

  private void take(List<Conclusion> conclusions) {
    for (Conclusion conclusion : conclusions) {
      switch (conclusion) {
        case Finding finding -> {
          found.add(finding);
          alive.add(finding.kind());
        }
        case Conclusion.Over over -> alive.remove(over.kind());
        case Conclusion.SecondReading _ -> {} // asked of the wearer, rings nobody
      }
    }
  }

  boolean nothingGoesOn() {
    return alive.isEmpty();
  }

  List<Finding> found() {
    return List.copyOf(found);
  }

  /** Whether every rule says which values say nothing to it. */
  boolean knowsQuiet() {
    return rules.stream().allMatch(rule -> rule.quiet(watched).isPresent());
  }

  boolean isQuiet(Window hour) {
    return rules.stream().allMatch(rule -> quiet(rule).holds(hour.min(), hour.max()));
  }

  private Quiet quiet(Rule<?> rule) {
    return rule.quiet(watched).orElse(Quiet.NEVER);
  }
}
