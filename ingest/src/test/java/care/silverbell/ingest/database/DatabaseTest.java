package care.silverbell.ingest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.database.Database.Answer;
import care.silverbell.ingest.database.Database.Statement;
import care.silverbell.ingest.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
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
  void whoIsInterruptedWhileWaitingForAConnectionLeavesItToTheOthers() {
    Vertx vertx = Vertx.vertx();
    try (Database one = Database.open(vertx, test.settings(), "one", 1)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> one.transaction("in vain", _ -> 1))
          .isInstanceOf(DatabaseTrouble.class);
      var _ = Thread.interrupted();
      assertThat(one.<Integer>transaction("by the next", _ -> 2)).isEqualTo(2);
    } finally {
      vertx.close().await();
    }
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

  @Test
  void aTurnIsKeptWholeOrNotAtAllAndSaysWhy() {
    Statement good = Statement.of("insert into note values ($1, now()) returning id", 4);
    Statement there = Statement.of("insert into note values (4, now())");

    assertThatThrownBy(
            () -> test.database().inTurn("both", "band", List::size, good, there).await())
        .isInstanceOfSatisfying(DatabaseTrouble.class, e -> assertThat(e.isDuplicate()).isTrue());
    assertThat(rows(4)).isZero();

    int id = test.database().inTurn("one", "band", DatabaseTest::firstId, good).await();
    assertThat(id).isEqualTo(4);
    assertThat(rows(4)).isEqualTo(1);
  }

  @Test
  void whatIsDoneInVainIsAnsweredAndTakenBack() {
    Statement statement = Statement.of("insert into note values ($1, now()) returning id", 5);

    assertThat(test.database().inVain("trying", "band", DatabaseTest::firstId, statement).await())
        .isEqualTo(5);
    assertThat(rows(5)).isZero();
  }

  @Test
  void twoTurnsOfOneKeyNeverRunAtOnce() {
    // Each writes one more than it finds: two at once would find the same.
    Statement next =
        Statement.of(
            "insert into note select coalesce(max(id), 99) + 1, now() from note where id >= 100");
    List<Answer<Integer>> turns =
        IntStream.range(0, 20)
            .mapToObj(_ -> test.database().inTurn("counting on", "a key", List::size, next))
            .toList();

    turns.forEach(turn -> assertThat(turn.await()).isEqualTo(1));
  }

  private static int firstId(List<RowSet<Row>> answers) {
    return answers.getFirst().iterator().next().getInteger("id");
  }

  private static int rows(int id) {
    return test.database().query("counting", "select from note where id = $1", id).size();
  }

  private static String setting(String name) {
    return test.database().query("asking", "show " + name).iterator().next().getString(0);
  }
}
