package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.testing.RealInflux;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our writes beside pre-built bodies of the same readings, turn by turn on one server. */
class InfluxWriteRateTest {
  private static final int PEOPLE = 1_752;
  private static final int READINGS_A_TURN = 20_000;
  private static final int PAIRS = 5;
  private static final int ROUNDS = 4;
  private static final double TARGET = 0.6;

  private final PersonId[] people = new PersonId[PEOPLE];
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private long next = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(ints = {1_000, 5_000})
  void ourBatchesReachMostOfTheRateOfPreBuiltPosts(int batchSize) throws Exception {
    Arrays.setAll(people, _ -> new PersonId(UUID.randomUUID()));
    try (RealInflux influx = RealInflux.start();
        TelemetryStore store =
            new InfluxTelemetryStore(
                InfluxSettings.open(influx.url()),
                InstantSource.system(),
                new TelemetryMetrics(new SimpleMeterRegistry()))) {
      writeOurs(store, batches(batchSize));
      postBuilt(influx, batches(batchSize));
      double best = 0;
      // Whatever else the machine does takes from us and from the server, seldom evenly.
      for (int round = 0; round < ROUNDS && best < TARGET; round++) {
        best = Math.max(best, ratio(store, influx, batchSize));
      }
      assertThat(best).isGreaterThanOrEqualTo(TARGET);
    }
  }

  private double ratio(TelemetryStore store, RealInflux influx, int batchSize) throws Exception {
    double[] ours = new double[PAIRS];
    double[] floor = new double[PAIRS];
    double[] ratios = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      ours[i] = writeOurs(store, batches(batchSize));
      floor[i] = postBuilt(influx, batches(batchSize));
      ratios[i] = ours[i] / floor[i];
    }
    System.out.printf(
        "%,d readings a batch: ours %,.0f/s, pre-built %,.0f/s, ratio %.2f (medians of %d pairs)%n",
        batchSize, median(ours), median(floor), median(ratios), PAIRS);
    return median(ratios);
  }

  private static double writeOurs(TelemetryStore store, List<List<Reading>> batches) {
    long start = System.nanoTime();
    batches.forEach(store::write);
    return perSecond(start);
  }

  private double postBuilt(RealInflux influx, List<List<Reading>> batches) throws Exception {
    URI uri = URI.create(influx.url() + "/write?precision=ms&db=" + InfluxSettings.DEFAULT_BUCKET);
    List<HttpRequest> built = new ArrayList<>();
    for (List<Reading> batch : batches) {
      byte[] body = LineProtocol.of(batch).getBytes(StandardCharsets.UTF_8);
      built.add(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body)).build());
    }
    long start = System.nanoTime();
    for (HttpRequest request : built) {
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
    }
    return perSecond(start);
  }

  private static double perSecond(long startNanos) {
    return READINGS_A_TURN * 1e9 / (System.nanoTime() - startNanos);
  }

  private List<List<Reading>> batches(int size) {
    List<List<Reading>> batches = new ArrayList<>();
    for (int written = 0; written < READINGS_A_TURN; written += size) {
      List<Reading> batch = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        var signs = new Signs(60 + i % 40, 97, null, null, 36.4, i, true, null);
        batch.add(
            new Vitals(
                people[(written + i) % PEOPLE], Moment.of(Instant.ofEpochMilli(next++)), signs));
      }
      batches.add(batch);
    }
    return batches;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
