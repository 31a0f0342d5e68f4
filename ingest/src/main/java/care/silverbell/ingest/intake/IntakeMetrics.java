package care.silverbell.ingest.intake;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandMessage.Alarm;
import care.silverbell.ingest.band.BandMessage.Report;
import care.silverbell.ingest.intake.RejectedMessages.Reason;
import care.silverbell.ingest.reading.BandSerial;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted of the intake; the names stand here and nowhere else. */
public final class IntakeMetrics {
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Counter calls;
  private final Counter cancels;
  private final Counter falls;
  private final Counter vitals;
  private final Counter locations;
  private final Counter statuses;
  private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);
  private final Timer callToDisk;
  private final Set<BandSerial> connected = ConcurrentHashMap.newKeySet();

  /** Registers the meters. */
  public IntakeMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    calls = messages("call");
    cancels = messages("cancel");
    falls = messages("fall");
    vitals = messages("vitals");
    locations = messages("location");
    statuses = messages("status");
    for (Reason reason : Reason.values()) {
      rejected.put(
          reason,
          Counter.builder("silverbell.rejected")
              .description("Messages that could not be taken, whole or in part")
              .tag("reason", reason.label())
              .register(registry));
    }
    callToDisk =
        Timer.builder("silverbell.call.to.disk")
            .description("From the receipt of a call, cancel or fall to its commit")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(registry);
  }

  /**
   * Measures how many bands are online by what they say themselves, where the broker is not ours to
   * ask.
   */
  public void watchBands() {
    registry.gauge("silverbell.bands.connected", connected, Set::size);
  }

  /** Measures the lanes of a road from now on. */
  public void watch(String road, Lanes lanes) {
    registry.gauge(
        "silverbell.lane.depth",
        io.micrometer.core.instrument.Tags.of("road", road),
        lanes,
        Lanes::depth);
  }

  /** Counts a pause after which a batch is tried again. */
  public Runnable retries(String road) {
    return registry.counter("silverbell.intake.retries", "road", road)::increment;
  }

  void rejected(Reason reason) {
    counterOf(reason).increment();
  }

  void taken(Alarm alarm, Instant receivedAt) {
    switch (alarm) {
      case BandMessage.Call _ -> calls.increment();
      case BandMessage.CallCancel _ -> cancels.increment();
      case BandMessage.Fall _ -> falls.increment();
    }
    callToDisk.record(Duration.between(receivedAt, clock.instant()));
  }

  void taken(List<Report> reports) {
    int vitalsTaken = 0;
    int locationsTaken = 0;
    for (Report report : reports) {
      switch (report) {
        case BandMessage.VitalsReport _ -> vitalsTaken++;
        case BandMessage.LocationReport _ -> locationsTaken++;
        case BandMessage.StatusReport status -> taken(status);
      }
    }
    vitals.increment(vitalsTaken);
    locations.increment(locationsTaken);
  }

  private void taken(BandMessage.StatusReport status) {
    statuses.increment();
    if (Boolean.FALSE.equals(status.state().online())) {
      connected.remove(status.band());
    } else {
      connected.add(status.band());
    }
  }

  private Counter counterOf(Reason reason) {
    Counter counter = rejected.get(reason);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + reason);
    }
    return counter;
  }

  private Counter messages(String kind) {
    return Counter.builder("silverbell.messages")
        .description("MQTT messages taken")
        .tag("kind", kind)
        .register(registry);
  }
}
