package care.silverbell.ingest.band;

import static care.silverbell.ingest.band.Frames.RECEIVED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rubbish of every sort. Another seed: {@code -Dsilverbell.fuzz.seed=}; more of it: {@code
 * -Dsilverbell.fuzz.cases=}.
 */
class BandMessageDecoderFuzzTest {
  private static final Logger log = LoggerFactory.getLogger(BandMessageDecoderFuzzTest.class);

  private static final long SEED =
      Long.getLong("silverbell.fuzz.seed", System.nanoTime() & 0xFFFF_FFFFL);
  private static final int CASES = Integer.getInteger("silverbell.fuzz.cases", 240_000);

  /** Generous, for a machine that is busy with other things; a usual frame takes microseconds. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final BandMessageDecoder decoder = new BandMessageDecoder();

  @Test
  void noRubbishMakesItFailOrSilencesACallOrPassesForAReading() {
    log.info("fuzz seed {}", SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    Rubbish rubbish = new Rubbish(random);
    List<BandTopic.Kind> kinds = List.of(BandTopic.Kind.values());
    for (int i = 0; i < CASES; i++) {
      BandTopic.Kind kind = kinds.get(random.nextInt(kinds.size()));
      byte[] payload = rubbish.next(kind);
      decodeAndJudge(kind, payload, "case " + i + " of seed " + SEED);
    }
  }

  @Test
  void anyTopicWillDo() {
    SplittableRandom random = new SplittableRandom(SEED);
    Rubbish rubbish = new Rubbish(random);
    for (int i = 0; i < 20_000; i++) {
      String serial = rubbish.text(random.nextInt(300)).replace("/", "");
      String topic = "silverbell/v1/bands/" + serial + "/call";
      assertThat(decoder.decode(topic, new byte[0], RECEIVED))
          .describedAs("serial %s of seed %d", serial, SEED)
          .isInstanceOf(BandMessage.Call.class);
      assertThat(decoder.decode(rubbish.text(random.nextInt(60)), new byte[0], RECEIVED))
          .isNotNull();
    }
  }

  /**
   * What somebody would send to break it. Allocation is held to what 10,000 entries take, and a
   * multiple of what was sent.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("care.silverbell.ingest.band.Rubbish#attacks")
  void anAttackCostsLittleTimeAndMemory(String name, byte[] payload) {
    for (BandTopic.Kind kind : BandTopic.Kind.values()) {
      decodeAndJudge(kind, payload, name);
      long before = Allocation.ofThisThread();
      decodeAndJudge(kind, payload, name);
      long allocated = Allocation.ofThisThread() - before;
      assertThat(allocated)
          .describedAs("bytes allocated for %s on %s, of %d sent", name, kind, payload.length)
          .isLessThan(4_000_000 + 16L * payload.length);
    }
  }

  private void decodeAndJudge(BandTopic.Kind kind, byte[] payload, String name) {
    long start = System.nanoTime();
    Decoded decoded;
    try {
      decoded = decoder.decode("silverbell/v1/bands/b-1/" + kind.leaf(), payload, RECEIVED);
    } catch (Throwable e) {
      fail("%s: %s on %s".formatted(name, shown(payload), kind), e);
      return;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    try {
      assertThat(took).isLessThan(LONGEST);
      Judge.judge(kind, decoded);
    } catch (AssertionError e) {
      fail("%s: %s on %s".formatted(name, shown(payload), kind), e);
    }
  }

  private static String shown(byte[] payload) {
    int length = Math.min(payload.length, 400);
    return new String(payload, 0, length, UTF_8)
        + " = "
        + HexFormat.of().formatHex(payload, 0, length);
  }
}
