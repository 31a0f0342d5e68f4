package care.silverbell.records.http;

import care.silverbell.ingest.repeating.Repeating;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Whether each part of the service is well, for the operator's alerts. Asked every few seconds,
 * each in a thread of its own, so that neither a scrape nor another part waits for one that is
 * away.
 */
public final class PartMetrics implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final MeterRegistry registry;
  private final List<Repeating> asking = new ArrayList<>();

  /** Counts nothing yet. */
  public PartMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Asks the part from now on; it answers what is wrong, or nothing. */
  public PartMetrics watch(String part, Supplier<Optional<String>> trouble) {
    AtomicBoolean well = new AtomicBoolean(true);
    Gauge.builder("silverbell.part.up", well, it -> it.get() ? 1 : 0)
        .description("1 while that part of the service is well")
        .tag("part", part)
        .register(registry);
    asking.add(
        Repeating.every(
            EVERY,
            "part-" + part,
            "whether part " + part + " is well cannot be asked",
            () -> well.set(trouble.get().isEmpty())));
    return this;
  }

  @Override
  public void close() {
    asking.forEach(Repeating::close);
  }
}
