package care.silverbell.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.intake.RejectedMessages.Kept;
import care.silverbell.ingest.intake.RejectedMessages.Reason;
import care.silverbell.ingest.intake.RejectedMessages.Rejection;
import care.silverbell.ingest.telemetry.Refused;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
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
    assertThat(both.stream().map(it -> rejected.find(it.id()).orElseThrow().whole()))
        .containsExactly(true, false);
    assertThat(both.getLast().bytes()).isEqualTo(200_000);
    assertThat(rejected.find(both.getLast().id()).orElseThrow().payload())
        .isEqualTo(Arrays.copyOf(noise, 65_536));
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
  void beyondAHundredThousandTheOldestAreLetGoButNotWhatTheStoreRefused() {
    rejected.keep(List.of(Rejection.ofRefused(new Refused(new byte[] {1}, "refused"), NOW)));
    keepAt(NOW, "the first");
    keepMany(99_999);
    rejected.prune(NOW);
    assertThat(oldest()).containsExactly("refused", "the first");

    keepAt(NOW, "one more");
    rejected.prune(NOW);

    assertThat(oldest()).containsExactly("refused", "one of many");
  }

  @Test
  void whatCanBeMendedIsKeptWholeUntilAllIsTooMuch() {
    byte[] upload = new byte[200_000];
    new Random(1).nextBytes(upload);
    rejected.keep(List.of(new Rejection(NOW, TOPIC, upload, Reason.NO_WEARER, "nobody wore it")));

    assertThat(only().payload()).as("as it is listed").hasSizeLessThan(10_000);
    Kept kept = rejected.find(only().id()).orElseThrow();
    assertThat(kept.whole()).isTrue();
    assertThat(kept.payload()).isEqualTo(upload);

    for (int i = 0; i < 9; i++) {
      rejected.keep(List.of(new Rejection(NOW, TOPIC, upload, Reason.NO_WEARER, "number " + i)));
    }
    rejected.prune(NOW, 1_000_000);
    assertThat(oldest()).containsExactly("number 4", "number 5");
  }

  private void keepMany(int count) {
    var _ =
        database
            .database()
            .query(
                "keeping many",
                """
                insert into rejected_message (at, topic, payload, payload_bytes, reason)
                select $1, 'many', '', 0, 'one of many' from generate_series(1, $2)
                """,
                NOW,
                count);
  }

  /** The reasons of the two oldest. */
  private List<String> oldest() {
    List<String> reasons = new ArrayList<>();
    database
        .database()
        .query("asking for the oldest", "select reason from rejected_message order by id limit 2")
        .forEach(row -> reasons.add(row.getString("reason")));
    return reasons;
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
