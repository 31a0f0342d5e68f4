package care.silverbell.ingest.band;

import static care.silverbell.ingest.band.Frames.RECEIVED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoding must never be what bounds the intake: the drain of a broker was seen at 61,000 to 69,000
 * messages a second.
 */
class DecodingRateTest {
  private static final Logger log = LoggerFactory.getLogger(DecodingRateTest.class);

  private static final int MESSAGES = 100_000;
  private static final int ROUNDS = 6;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "heart rate alone | 120000 | {\"at\":1795334340000,\"heartRate\":72}",
        "all vital signs | 60000 | {\"at\":1795334340000,\"heartRate\":72,\"spo2\":97,"
            + "\"systolic\":128,\"diastolic\":78,\"temperature\":36.4,\"steps\":1203,"
            + "\"worn\":true,\"atRest\":true}",
      })
  void oneThreadDecodesFasterThanABrokerDelivers(String name, int leastASecond, String json) {
    BandMessageDecoder decoder = new BandMessageDecoder();
    byte[] payload = json.getBytes(UTF_8);
    double best = 0;
    // The best of several: a machine that is busy with other things makes it slower, never faster.
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      int samples = 0;
      for (int i = 0; i < MESSAGES; i++) {
        Decoded decoded = decoder.decode("silverbell/v1/bands/demo-0001/vitals", payload, RECEIVED);
        if (decoded instanceof BandMessage.VitalsReport report) {
          samples += report.samples().size();
        }
      }
      assertThat(samples).isEqualTo(MESSAGES);
      best = Math.max(best, MESSAGES / ((System.nanoTime() - start) / 1e9));
    }
    long before = Allocation.ofThisThread();
    assertThat(decoder.decode("silverbell/v1/bands/demo-0001/vitals", payload, RECEIVED))
        .isNotNull();
    long bytes = Allocation.ofThisThread() - before;
    log.info(
        "{}: {} messages/s on one thread, {} bytes allocated each", name, Math.round(best), bytes);
    assertThat(best).isGreaterThan(leastASecond);
  }
}
