package care.silverbell.records.response.reach;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Role;
import care.silverbell.records.response.reach.PushSubscriptions.Subscription;
import care.silverbell.records.seal.RecordKey;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.seal.SealedWords;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushTest {
  private final TestDatabase test = TestDatabase.create("alerting", "records");
  private final Database database = test.database();
  private Instant now = Instant.parse("2026-11-25T04:00:00Z");
  private final SealedWords words = new SealedWords(seal(1));
  private final PushSubscriptions subscriptions = new PushSubscriptions(database, words, () -> now);
  private final Accounts accounts = new Accounts(database);
  private final ReachReading reading = new ReachReading(database);

  @AfterAll
  void end() {
    test.close();
  }

  private static RecordSeal seal(int with) {
    byte[] key = new byte[32];
    key[0] = (byte) with;
    return RecordSeal.of(RecordKey.of(Base64.getEncoder().encodeToString(key)));
  }

  private Account account(String name) {
    return accounts.add(name, name, Role.FAMILY, "four words of its own", null, List.of());
  }

  private static Subscription browser(String name) {
    return new Subscription("https://push.example.com/" + name, "key", "auth", null);
  }

  private List<String> rung(Account account) {
    ReachBook book = reading.bookOfAccount(account.id());
    Ways ways =
        new Ways(
            book,
            Set.of(ChannelKind.PUSH),
            Severity.EMERGENCY,
            now,
            ZoneId.of("Asia/Shanghai"),
            "en");
    return ways.account(account.id()).orElseThrow().addresses().stream().map(Address::to).toList();
  }

  @Test
  void theIdentityIsMadeOnceAndKeptSealed() {
    PushIdentity made = PushIdentity.open(database, seal(1));

    byte[] point = Base64.getUrlDecoder().decode(made.applicationServerKey());
    assertThat(point).hasSize(65).startsWith((byte) 4);
    assertThat(PushIdentity.open(database, seal(1)).applicationServerKey())
        .isEqualTo(made.applicationServerKey());
    assertThat(PushIdentity.open(database, seal(2)).applicationServerKey())
        .as("with another record key it cannot be read, so it is made anew")
        .isNotEqualTo(made.applicationServerKey());
  }

  @Test
  void severalBrowsersOfAnAccountAreRungAndOneThatIsGoneIsNot() {
    Account daughter = account("daughter");
    subscriptions.add(daughter.id(), browser("phone"));
    now = now.plusSeconds(1);
    subscriptions.add(daughter.id(), browser("desk"));

    List<String> both = rung(daughter);
    assertThat(both).hasSize(2);
    assertThat(both.getFirst()).doesNotContain("\"auth\":\"auth\"");
    assertThat(words.open(both.getFirst()))
        .isEqualTo(
            "{\"endpoint\":\"https://push.example.com/phone\",\"keys\":{\"p256dh\":\"key\",\"auth\":\"auth\"}}");
    subscriptions.gone(both.getFirst());
    assertThat(rung(daughter)).containsExactly(both.getLast());
    subscriptions.remove(daughter.id(), "https://push.example.com/desk");
    assertThat(rung(daughter)).isEmpty();
  }

  @Test
  void aBrowserIsOneAccountsAtATimeAndNobodyForgetsAnothers() {
    Account first = account("first");
    Account second = account("second");
    subscriptions.add(first.id(), browser("shared"));
    subscriptions.remove(second.id(), "https://push.example.com/shared");
    assertThat(rung(first)).hasSize(1);
    subscriptions.add(second.id(), browser("shared"));

    assertThat(rung(first)).isEmpty();
    assertThat(rung(second)).hasSize(1);
  }

  @Test
  void ofMoreThanTenBrowsersTheOldestGoes() {
    Account collector = account("collector");
    for (int i = 0; i < 12; i++) {
      now = now.plusSeconds(1);
      subscriptions.add(collector.id(), browser("collected-" + i));
    }

    assertThat(rung(collector)).hasSize(10).noneMatch(it -> it.contains("collected-1\""));
  }
}
