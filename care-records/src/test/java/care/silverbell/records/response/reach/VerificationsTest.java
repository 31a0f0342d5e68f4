package care.silverbell.records.response.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Role;
import care.silverbell.records.response.reach.Verifications.Tried;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationsTest {
  private static final Instant START = Instant.parse("2026-11-25T04:00:00Z");

  private final TestDatabase test = TestDatabase.create("alerting", "records");
  private final Database database = test.database();
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final Verifications verifications = new Verifications(database, clock);
  private final Accounts accounts = new Accounts(database);
  private final Account daughter = account("daughter");
  private final Account office = account("office");

  @AfterAll
  void end() {
    test.close();
  }

  private Account account(String name) {
    return accounts.add(name, name, Role.FAMILY, "four words of its own", null, List.of());
  }

  private static Address phone(String number) {
    return new Address(ChannelKind.SMS, number, false);
  }

  private static String owner() {
    return "contact:" + UUID.randomUUID();
  }

  private boolean isVerified(String owner) {
    return database.query("looking", "select from verified_address where owner = $1", owner).size()
        > 0;
  }

  private static String other(String code) {
    return code.equals("000000") ? "000001" : "000000";
  }

  @Test
  void theRightCodeVerifiesAndIsGoodOnce() {
    String owner = owner();
    Verifications.Made made = verifications.make(owner, phone("1381"), daughter);

    assertThat(made.code()).matches("[0-9]{6}");
    assertThat(made).asString().doesNotContain(made.code());
    assertThat(verifications.tried(made.id(), " " + made.code() + " ", daughter, false))
        .isEqualTo(new Tried.Verified(owner, "1381"));
    assertThat(isVerified(owner)).isTrue();
    assertThat(verifications.tried(made.id(), made.code(), daughter, false))
        .isEqualTo(new Tried.Over());
  }

  @Test
  void afterFiveWrongTriesTheRightCodeIsWorthNothing() {
    String owner = owner();
    Verifications.Made made = verifications.make(owner, phone("1382"), daughter);
    for (int left = 4; left >= 0; left--) {
      assertThat(verifications.tried(made.id(), other(made.code()), daughter, false))
          .isEqualTo(new Tried.Wrong(left));
    }

    assertThat(verifications.tried(made.id(), made.code(), daughter, false))
        .isEqualTo(new Tried.Over());
    assertThat(isVerified(owner)).isFalse();
  }

  @Test
  void aCodeIsGoodForTenMinutesAndForWhoHadItSentOrTheOffice() {
    Verifications.Made old = verifications.make(owner(), phone("1383"), daughter);
    now = now.plus(Verifications.LASTS);
    assertThat(verifications.tried(old.id(), old.code(), daughter, false))
        .isEqualTo(new Tried.Over());
    Verifications.Made made = verifications.make(owner(), phone("1384"), daughter);
    assertThat(verifications.tried(made.id(), made.code(), office, false))
        .isEqualTo(new Tried.Over());
    assertThat(verifications.tried(made.id(), made.code(), office, true))
        .isInstanceOf(Tried.Verified.class);
  }

  @Test
  void aTelephoneIsSentThreeCodesInTenMinutesAndNoMore() {
    for (int i = 0; i < 3; i++) {
      var _ = verifications.make(owner(), phone("1385"), office);
    }
    assertThatThrownBy(() -> verifications.make(owner(), phone("1385"), daughter))
        .isInstanceOf(Verifications.TooMany.class);
    now = now.plus(Duration.ofMinutes(11));
    var _ = verifications.make(owner(), phone("1385"), office);
  }

  @Test
  void oneOwnerIsSentTenCodesADay() {
    String owner = owner();
    for (int i = 0; i < 10; i++) {
      var _ = verifications.make(owner, phone("139" + i), office);
    }
    assertThatThrownBy(() -> verifications.make(owner, phone("1399"), office))
        .isInstanceOf(Verifications.TooMany.class)
        .hasMessageContaining("within a day");
  }

  @Test
  void theCodeItselfIsKeptNowhere() {
    Verifications.Made made = verifications.make(owner(), phone("1386"), daughter);

    database
        .query(
            "looking",
            "select to_jsonb(v)::text as whole from verification v where id = $1",
            made.id())
        .forEach(row ->
            assertThat(row.getString("whole").replace(made.id().toString(), ""))
                .doesNotContain("\"" + made.code() + "\""));
  }

  @Test
  void theTextSaysTheCodeSlowlyInTheRecipientsLanguage() {
    assertThat(CodeText.of("123456", "en").spoken()).contains("1, 2, 3, 4, 5, 6");
    assertThat(CodeText.of("123456", "zh-CN").body()).contains("123456");
    assertThat(CodeText.of("123456", "zh-CN").spoken()).contains("1，2，3，4，5，6");
  }
}
