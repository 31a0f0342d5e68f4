package care.silverbell.records.response.reach;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.seal.RecordKey;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.seal.SealedWords;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses by which anybody could speak are sealed where they are kept, and open to a channel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressSealTest {
  private static final String ROBOT = "https://robot.example.org/send?key=2f1c";

  private final TestDatabase test = TestDatabase.create("records");
  private final Database database = test.database();
  private final SealedWords words = words(1);

  @AfterAll
  void close() {
    test.close();
  }

  private static SealedWords words(int with) {
    byte[] key = new byte[32];
    key[0] = (byte) with;
    return new SealedWords(RecordSeal.of(RecordKey.of(Base64.getEncoder().encodeToString(key))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ROBOT,
        "https://robot.example.org",
        "https://robot.example.org?key=2f1c",
        "https://robot.example.org:8443/2f1c/sealed:2f1c#2f1c",
        "https://2f1c:2f1c@robot.example.org/2f1c"
      })
  void anAddressIsSealedBehindItsHostAlikeEachTimeAndOpensAgain(String address) {
    String sealed = words.sealedAddress(address);
    assertThat(sealed).doesNotContain("2f1c").isEqualTo(words.sealedAddress(address));
    assertThat(words.open(sealed)).isEqualTo(address);
    assertThat(sealed).isNotEqualTo(words(2).sealedAddress(address));
    if (!address.contains("@")) {
      assertThat(URI.create(sealed).getHost()).isEqualTo("robot.example.org");
    }
  }

  @Test
  void whatWasKeptInClearIsSealedOnce() {
    UUID cell = UUID.randomUUID();
    run("insert into grid_cell (id, name) values ($1, '网格')", cell);
    run("insert into group_robot values ($1, $1, 1, 'wecom', $2, '群')", cell, ROBOT);
    run("insert into group_robot values (gen_random_uuid(), $1, 2, 'ntfy', 'cell-1', '群')", cell);
    run(
        "insert into own_reach (owner, webhook, ntfy, changed_at, changed_by)"
            + " values ('staff:1', $1, 'own-1', now(), 'x')",
        ROBOT);
    run("insert into verified_address values ('staff:1', $1, now())", ROBOT);
    run("insert into verified_address values ('staff:1', 'own-1', now())");
    run("insert into verified_address values ('staff:1', '13800000000', now())");

    AddressSeal.sealOld(database, words);
    List<String> kept = kept();
    assertThat(kept)
        .hasSize(7)
        .contains("13800000000", words.sealed("cell-1"))
        .filteredOn(words.sealedAddress(ROBOT)::equals)
        .hasSize(3);
    assertThat(kept).filteredOn(words.sealed("own-1")::equals).hasSize(2);
    AddressSeal.sealOld(database, words);
    assertThat(kept()).isEqualTo(kept);
    assertThat(new Robots(database, words).of(cell).orElseThrow().getJsonObject(0).getString("to"))
        .isEqualTo(ROBOT);
  }

  private List<String> kept() {
    List<String> kept = new ArrayList<>();
    database
        .query(
            "reading addresses",
            "select address as a from group_robot union all select webhook from own_reach"
                + " union all select ntfy from own_reach"
                + " union all select address from verified_address order by 1")
        .forEach(row -> kept.add(row.getString("a")));
    return kept;
  }

  private void run(String sql, Object... arguments) {
    var _ = database.query("planting", sql, arguments);
  }

  /** A channel that remembers where it was asked to send. */
  private record Remembering(List<String> to) implements Channel {
    @Override
    public ChannelKind kind() {
      return ChannelKind.WECOM;
    }

    @Override
    public Delivery send(UUID key, String address, Message message) {
      to.add(address);
      return new Delivery.Taken("x");
    }
  }

  @Test
  void aChannelIsGivenWhatWasWrittenAndNothingThatCannotBeOpened() {
    Remembering robots = new Remembering(new ArrayList<>());
    Message message = new Message("en", "urgent", "i", "t", "b", "s", null, true);
    SealedChannel channel = new SealedChannel(robots, words);

    assertThat(channel.send(UUID.randomUUID(), words.sealedAddress(ROBOT), message))
        .isInstanceOf(Delivery.Taken.class);
    assertThat(channel.send(UUID.randomUUID(), words(2).sealedAddress(ROBOT), message))
        .isInstanceOf(Delivery.Refused.class);
    assertThat(robots.to()).containsExactly(ROBOT);
  }
}
