package care.silverbell.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.intake.RejectedMessages.Kept;
import care.silverbell.ingest.intake.RejectedMessages.Reason;
import care.silverbell.ingest.intake.RejectedMessages.Rejection;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RejectedMessagesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final String TOPIC = "silverbell/v1/bands/b-1/vitals";

  private final TestDatabase database = TestDatabase.create("ingest");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RejectedMessages rejected =
      new RejectedMessages(
          database.database(), new IntakeMetrics(registry, InstantSource.fixed(NOW)));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aMessageIsKeptWithItsReasonAndCounted() {
    keep(TOPIC, new byte[] {1, 2, 3}, "it is not JSON");

    Kept kept = only();
    assertThat(kept.at()).isEqualTo(NOW);
    assertThat(kept.topic()).isEqualTo(TOPIC);
    assertThat(kept.band()).isEqualTo("b-1");
    assertThat(kept.payload()).containsExactly(1, 2, 3);
    assertThat(kept.reason()).isEqualTo("it is not JSON");
    assertThat(kept.replayedAt()).isNull();
    assertThat(kept.whole()).isTrue();
    assertThat(registry.counter("silverbell.rejected", "reason", "unreadable").count()).isOne();
  }

  @Test
  void zeroBytesAreKeptWhereverTheyStand() {
    keep("silverbell/v1/bands/b\u0000d/vitals", new byte[] {0, 7, 0}, "what \u0000 is that");

    assertThat(only().topic()).isEqualTo("silverbell/v1/bands/b\uFFFDd/vitals");
    assertThat(only().payload()).containsExactly(0, 7, 0);
    assertThat(only().reason()).isEqualTo("what \uFFFD is that");
  }

  @Test
  void aTopicThatNamesNoBandIsKeptToo() {
    keep("somewhere/else", new byte[0], "nobody knows this topic");

    assertThat(only().band()).isNull();
    assertThat(only().payload()).isEmpty();
    assertThat(only().whole()).isTrue();
  }

  @Test
  void ofALongMessageTheFirst64KiBAreKeptAndItsLength() {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    keep(TOPIC, noise, "noise");
    byte[] justFits = new byte[65_536];
    keep(TOPIC, justFits, "just fits");

    List<Kept> both = rejected.list(Optional.empty(), 10);
    assertThat(both).extracting(Kept::whole).containsExactly(true, false);
    assertThat(both.getLast().bytes()).isEqualTo(200_000);
    assertThat(both.getLast().payload())
        .hasSize(65_536)
        .isEqualTo(java.util.Arrays.copyOf(noise, 65_536));
  }

  @Test
  void theNewestComeFirstAndEachPageGoesOnWhereTheLastEnded() {
    IntStream.range(0, 7).forEach(number -> keep(TOPIC, new byte[0], "number " + number));

    List<Kept> first = rejected.list(Optional.empty(), 3);
    List<Kept> second = rejected.list(Optional.of(first.getLast().id()), 3);
    List<Kept> third = rejected.list(Optional.of(second.getLast().id()), 3);

    assertThat(first).extracting(Kept::reason).containsExactly("number 6", "number 5", "number 4");
    assertThat(second).extracting(Kept::reason).containsExactly("number 3", "number 2", "number 1");
    assertThat(third).extracting(Kept::reason).containsExactly("number 0");
    assertThat(rejected.list(Optional.of(third.getLast().id()), 3)).isEmpty();
  }

  @Test
  void aReplayIsNoted() {
    keep(TOPIC, new byte[0], "mended since");

    rejected.replayed(only().id(), NOW.plusSeconds(60));

    assertThat(rejected.find(only().id()).orElseThrow().replayedAt())
        .isEqualTo(NOW.plusSeconds(60));
    assertThat(rejected.find(only().id() + 1)).isEmpty();
  }

  @Test
  void whatIsOlderThanThirtyDaysIsLetGo() {
    keepAt(NOW.minus(Duration.ofDays(30)).minusSeconds(1), "too old");
    keepAt(NOW.minus(Duration.ofDays(30)).plusSeconds(1), "just young enough");

    rejected.prune(NOW);

    assertThat(only().reason()).isEqualTo("just young enough");
  }

  @Test
  void beyondAHundredThousandTheOldestAreLetGo() {
    keepAt(NOW, "the first");
    skipNumbers(99_999);
    keepAt(NOW, "the 100,000th after it");
    rejected.prune(NOW);
    assertThat(rejected.list(Optional.empty(), 10)).hasSize(2);

    keepAt(NOW, "one more");
    rejected.prune(NOW);

    assertThat(rejected.list(Optional.empty(), 10))
        .extracting(Kept::reason)
        .containsExactly("one more", "the 100,000th after it");
  }

  /** As if so many messages had come in between. */
  private void skipNumbers(int count) {
    assertThat(
            database
                .database()
                .query(
                    "skipping numbers",
                    """
                    select count(nextval(pg_get_serial_sequence('rejected_message', 'id')))
                      from generate_series(1, $1)
                    """,
                    count))
        .hasSize(1);
  }

  private void keep(String topic, byte[] payload, String why) {
    rejected.keep(List.of(new Rejection(NOW, topic, payload, Reason.UNREADABLE, why)));
  }

  private void keepAt(Instant at, String why) {
    rejected.keep(List.of(new Rejection(at, TOPIC, new byte[0], Reason.UNREADABLE, why)));
  }

  private Kept only() {
    List<Kept> all = rejected.list(Optional.empty(), 10);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
