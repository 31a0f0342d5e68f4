package care.silverbell.records.canary;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Outcome;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.ingest.band.BandTopic;
import care.silverbell.ingest.broker.BrokerConnection;
import care.silverbell.ingest.broker.BrokerSettings;
import care.silverbell.ingest.broker.InboundMessage;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.repeating.Repeating;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A band of the service's own that presses every minute as any band would: over the broker, to
 * disk, through its response plan to a receiver that tells nobody, and back to the wrist. While it
 * comes through, so does a real press; when it does not, the operator's alert says so before
 * somebody presses in vain.
 */
public final class Canary implements AutoCloseable {
  /** What it calls itself where it answers. */
  public static final String ACCOUNT = "canary";

  private static final Logger log = LoggerFactory.getLogger(Canary.class);
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(10);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(20);
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);
  private static final long LOOK_EVERY_MILLIS = 200;
  private static final int RECEIVE_MAXIMUM = 10;

  /** When a press is sent again that nobody has confirmed, seconds after the one before. */
  private static final int[] AGAIN = {2, 4, 8};

  private static final Responder ITSELF = new Responder(ACCOUNT, "canary");

  private final BandSerial serial;
  private final IncidentDesk desk;
  private final CanaryIncidents incidents;
  private final InstantSource clock;
  private final BrokerConnection band;
  private final BlockingQueue<JsonObject> replies = new LinkedBlockingQueue<>(1_000);
  private final Map<CanaryResult, Counter> results = new EnumMap<>(CanaryResult.class);
  private final Repeating pressing;
  private volatile Instant last;

  /**
   * Where the canary presses.
   *
   * @param broker where bands are let in, with the canary's serial and secret
   * @param every between a press that came through and the next
   */
  public record Perch(BrokerSettings broker, BandSerial serial, Duration every) {}

  /** Begins to press. */
  public Canary(
      Perch perch,
      IncidentDesk desk,
      CanaryIncidents incidents,
      InstantSource clock,
      MeterRegistry registry) {
    serial = perch.serial;
    this.desk = desk;
    this.incidents = incidents;
    this.clock = clock;
    last = clock.instant();
    for (CanaryResult result : CanaryResult.values()) {
      results.put(
          result,
          Counter.builder("silverbell.canary.presses")
              .description("Presses of the service's own band, by how far they came")
              .tag("result", result.label())
              .register(registry));
    }
    Gauge.builder("silverbell.canary.last.seconds", this, Canary::age)
        .description(
            "Since a press of the service's own band last came through, or since the start")
        .register(registry);
    band =
        BrokerConnection.open(
            perch.broker,
            serial.value(),
            List.of(BandTopic.reply(serial)),
            RECEIVE_MAXIMUM,
            this::hear);
    pressing =
        Repeating.every(perch.every, "canary", "the service's own band cannot press", this::press);
  }

  @Override
  public void close() {
    pressing.close();
    band.close();
  }

  private double age() {
    return Duration.between(last, clock.instant()).toMillis() / 1e3;
  }

  private void hear(InboundMessage message) {
    try {
      // A reply that nobody waits for is dropped: the next press has an id of its own.
      var _ = replies.offer(new JsonObject(Buffer.buffer(message.payload())));
    } catch (DecodeException | ClassCastException e) {
      log.warn("the service's own band was sent a reply that is no JSON", e);
    }
    message.acknowledge();
  }

  private void press() {
    CanaryResult result = CanaryResult.AWAY;
    try {
      result = pressed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } finally {
      Objects.requireNonNull(results.get(result)).increment();
    }
    if (result == CanaryResult.OK) {
      last = clock.instant();
    } else {
      log.warn("a press of the service's own band did not come through: {}", result.label());
    }
  }

  private CanaryResult pressed() throws InterruptedException {
    if (!within(CONNECTED_WITHIN, band::isConnected)) {
      return CanaryResult.AWAY;
    }
    incidents.open(serial).forEach(this::resolve);
    replies.clear();
    String call = "canary-" + clock.millis();
    @Nullable IncidentId incident = received(call);
    if (incident == null) {
      return CanaryResult.NOT_HEARD;
    }
    boolean told = within(TOLD_WITHIN, () -> incidents.isTold(incident));
    resolve(incident);
    if (!told) {
      return CanaryResult.NOT_TOLD;
    }
    boolean closed =
        awaitReply(
                reply ->
                    "closed".equals(reply.getString("stage"))
                        && incident.toString().equals(reply.getString("incident")),
                CLOSED_WITHIN)
            != null;
    return closed ? CanaryResult.OK : CanaryResult.NOT_CLOSED;
  }

  /** Presses, again and again as a band does, until the press is on disk; null where it is not. */
  private @Nullable IncidentId received(String call) throws InterruptedException {
    byte[] press =
        new JsonObject()
            .put("id", call)
            .put("at", clock.millis())
            .encode()
            .getBytes(StandardCharsets.UTF_8);
    for (int seconds : AGAIN) {
      band.publish(BandTopic.of(serial, BandTopic.Kind.CALL), press);
      JsonObject reply =
          awaitReply(
              it -> "received".equals(it.getString("stage")) && call.equals(it.getString("callId")),
              Duration.ofSeconds(seconds));
      if (reply != null) {
        return IncidentId.of(reply.getString("incident"));
      }
    }
    return null;
  }

  private @Nullable JsonObject awaitReply(Predicate<JsonObject> wanted, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      JsonObject reply = replies.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (reply == null || wanted.test(reply)) {
        return reply;
      }
    }
  }

  private static boolean within(Duration patience, BooleanSupplier wanted)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    return true;
  }

  private void resolve(IncidentId incident) {
    var _ = desk.resolve(incident, ITSELF, Outcome.TEST, null);
  }
}
