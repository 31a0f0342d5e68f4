package care.silverbell.ingest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.testing.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static TestDatabase test;

  @BeforeAll
  static void open() {
    test = TestDatabase.create("ingest");
    test.database()
        .query("making a table", "create table note (id int primary key, at timestamptz)");
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void theEmbeddedServerPutsCommitsOnDisk() {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
  }

  @Test
  void whatATransactionThrowsIsThrownAndNothingIsKept() {
    assertThatThrownBy(() ->
            test.database()
                .transaction(
                    "writing twice",
                    tx -> {
                      Database.query(tx, "one", "insert into note values (1, now())");
                      throw new IllegalStateException("no");
                    }))
        .hasMessageContaining("no");
    assertThat(test.database().query("counting", "select from note where id = 1").size()).isZero();
  }

  @Test
  void aRowThatIsThereIsToldFromOtherTrouble() {
    test.database().query("one", "insert into note values (2, $1)", Instant.now());
    assertThatThrownBy(() -> test.database().query("again", "insert into note values (2, now())"))
        .isInstanceOfSatisfying(DatabaseTrouble.class, e -> assertThat(e.isDuplicate()).isTrue())
        .hasMessageStartingWith("again: ");
  }

  @Test
  void timesComeBackAsTheyWent() {
    Instant at = Instant.parse("2026-11-22T08:00:00.123Z");
    test.database().query("one", "insert into note values (3, $1)", at);
    var row = test.database().query("it", "select at from note where id = 3").iterator().next();
    assertThat(Database.instant(row, "at")).isEqualTo(at);
  }

  private static String setting(String name) {
    return test.database().query("asking", "show " + name).iterator().next().getString(0);
  }
}
