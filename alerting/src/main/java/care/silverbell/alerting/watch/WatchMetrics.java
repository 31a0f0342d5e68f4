package care.silverbell.alerting.watch;

import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.RuleBook;
import care.silverbell.alerting.rule.Silence;
import care.silverbell.ingest.database.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of the rules; the names stand here and nowhere else. */
final class WatchMetrics {
  private final MeterRegistry registry;
  private final MultiGauge outcomes;
  private final Timer judging;
  private final AtomicInteger unremembered;
  private final AtomicInteger unjudged;
  private final Map<Silence, AtomicInteger> silent = new EnumMap<>(Silence.class);

  WatchMetrics(MeterRegistry registry, Map<?, ?> watches) {
    this.registry = registry;
    outcomes =
        MultiGauge.builder("silverbell.findings.outcomes")
            .description(
                "Incidents that a rule opened, by how they ended; alive while they have not")
            .register(registry);
    judging =
        Timer.builder("silverbell.rules.judging")
            .description("What the rules take of a batch of readings")
            .register(registry);
    registry.gaugeMapSize("silverbell.rules.people", Tags.empty(), watches);
    unremembered =
        Objects.requireNonNull(
            registry.gauge("silverbell.rules.unremembered", Tags.empty(), new AtomicInteger()));
    unjudged =
        Objects.requireNonNull(
            registry.gauge("silverbell.rules.unjudged", Tags.empty(), new AtomicInteger()));
    // Nought is said from the beginning, so that the first one is seen as a rise.
    for (FindingKind kind : FindingKind.values()) {
      var _ = findings(kind, true);
      var _ = findings(kind, false);
    }
    for (Silence why : Silence.values()) {
      silent.put(
          why,
          Objects.requireNonNull(
              registry.gauge(
                  "silverbell.bands.silent", Tags.of("why", why.wireName()), new AtomicInteger())));
    }
    RuleBook.inOrder().forEach(rule -> failures(rule.name()));
    var _ = registry.counter("silverbell.findings.lost");
  }

  private Counter findings(FindingKind kind, boolean rings) {
    return registry.counter(
        "silverbell.findings", "kind", kind.wireName(), "rings", rings ? "yes" : "no");
  }

  private Counter failures(String rule) {
    return registry.counter("silverbell.rules.failures", "rule", rule);
  }

  void judged(Runnable work) {
    judging.record(work);
  }

  void found(Finding finding) {
    findings(finding.kind(), !finding.forTheRecord()).increment();
  }

  /** Whose rules know only what has come in since the service started. */
  void unremembered(int people) {
    unremembered.set(people);
  }

  /** Readings of all who are watched that nobody judged: their time could not be believed. */
  void unjudged(int readings) {
    unjudged.set(readings);
  }

  /** Which bands are silent now, by what is known of each. */
  void silent(List<Silence> bands) {
    silent.forEach((why, count) -> count.set(Collections.frequency(bands, why)));
  }

  /** What was found, and the database refused to hold. */
  void lost() {
    registry.counter("silverbell.findings.lost").increment();
  }

  void threw(String rule) {
    failures(rule).increment();
  }

  /** Counts anew how incidents of rules ended; called from time to time. */
  void countOutcomes(Database database) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    database
        .query(
            "counting how findings ended",
            """
            select i.kind, coalesce(i.outcome, 'alive') as outcome, count(*) as n from incident i
             where exists (select from finding f where f.incident = i.id) group by 1, 2
            """)
        .forEach(row ->
            rows.add(
                MultiGauge.Row.of(
                    Tags.of("kind", row.getString("kind"), "outcome", row.getString("outcome")),
                    row.getLong("n"))));
    outcomes.register(rows, true);
  }
}
