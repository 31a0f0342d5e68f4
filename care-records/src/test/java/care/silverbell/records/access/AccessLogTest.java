package care.silverbell.records.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.access.AccessLog.Look;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who looked is known for as long as it must be, and then no more. */
class AccessLogTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final int MORE_THAN_ONE_PIECE = 10_500;
  private static final int LOOKS = 200;

  @Test
  void whatWasKeptLongEnoughIsLetGoOfAndTheRestStays() {
    try (TestDatabase test = TestDatabase.create("ingest", "alerting", "records");
        AccessLog log = new AccessLog(test.database(), () -> NOW)) {
      PersonId person = new PersonId(UUID.randomUUID());
      looks(test.database(), person);
      Instant before = NOW.minus(Duration.ofDays(1_096));

      long gone = log.prune(before);

      assertThat(gone).isEqualTo(MORE_THAN_ONE_PIECE + 1);
      assertThat(log.of(person, 0, 500)).hasSize(2).noneMatch(it -> it.at().isBefore(before));
      assertThat(log.prune(before)).isZero();
    }
  }

  /** Whoever holds a link has no account; both are told from each other, and counted. */
  @Test
  void looksOfManyKindsAreWrittenTogether() {
    try (TestDatabase test = TestDatabase.create("ingest", "alerting", "records");
        AccessLog log = new AccessLog(test.database(), () -> NOW)) {
      PersonId person = new PersonId(UUID.randomUUID());
      looks(test.database(), person);
      Account doctor = new Account(accountOf(test.database()), "d", "d", Role.DOCTOR);
      Look signedIn = new Look(person, doctor, "trend", Purpose.CARE);
      Look byLink = new Look(person, new AccessLog.ByLink("李强"), "incident");

      log.note(List.of(signedIn, byLink, byLink)).awaitKept();
      log.note(List.of(byLink, signedIn)).awaitKept();

      assertThat(log.of(person, 0, 500))
          .filteredOn(it -> !it.what().equals("file"))
          .extracting(AccessLog.Line::name, AccessLog.Line::what, AccessLog.Line::times)
          .containsExactlyInAnyOrder(tuple("d", "trend", 2), tuple("李强", "incident", 3));
    }
  }

  /**
   * What a handler has been handed, a connection to the database, must not wait for another handler
   * of the same context that waits for its look to be written: the writing needs a connection.
   */
  @Test
  void manyWhoLookAtOnceOnOneContextHoldUpNobody() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (TestDatabase test = TestDatabase.create("ingest", "alerting", "records");
        Database database = Database.open(vertx, test.settings(), "looks", 4);
        AccessLog log = new AccessLog(database, () -> NOW)) {
      PersonId person = new PersonId(UUID.randomUUID());
      looks(test.database(), person);
      UUID account = accountOf(test.database());
      Look look =
          new Look(person, new Account(account, "d", "d", Role.DOCTOR), "trend", Purpose.CARE);
      CountDownLatch answered = new CountDownLatch(LOOKS);
      Context context = contextOf(vertx);

      for (int i = 0; i < LOOKS; i++) {
        context.runOnContext(_ -> {
          var _ = database.query("as a handler does before", "select pg_sleep(0.001)");
          AccessLog.Noting noting = log.note(List.of(look));
          var _ = database.query("and while it is noted", "select 1");
          noting.awaitKept();
          answered.countDown();
        });
      }

      assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      var _ = vertx.close().await();
    }
  }

  /** A context as the web server's handlers have. */
  private static Context contextOf(Vertx vertx) throws Exception {
    CompletableFuture<Context> found = new CompletableFuture<>();
    var _ =
        vertx
            .deployVerticle(
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    found.complete(context);
                    return Future.succeededFuture();
                  }
                },
                new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
            .await();
    return found.get(10, TimeUnit.SECONDS);
  }

  private static UUID accountOf(Database database) {
    return database
        .query("reading the account", "select id from account")
        .iterator()
        .next()
        .getUUID(0);
  }

  private static void looks(Database database, PersonId person) {
    UUID account = UUID.randomUUID();
    UUID cell = UUID.randomUUID();
    var _ =
        database.query("adding a cell", "insert into grid_cell (id, name) values ($1, 'x')", cell);
    var _ =
        database.query(
            "adding an account",
            "insert into account (id, name, display_name, role, password_hash) values ($1, 'd', 'd', 'doctor', '-')",
            account);
    var _ =
        database.query(
            "adding a person",
            "insert into person (id, name, sex, birth_date, address, cell, risk) values ($1, 'x', 'female', '1949-12-31', 'x', $2, 'key')",
            person.value(),
            cell);
    var _ =
        database.query(
            "adding old looks",
            """
            insert into access_log (person, minute, account, what, purpose, times)
            select $1, $3::timestamptz - interval '1096 days' - make_interval(mins => n), $2, 'file', 'care', 1
              from generate_series(1, $4) n
            """,
            person.value(),
            account,
            NOW,
            MORE_THAN_ONE_PIECE);
    var _ =
        database.query(
            "adding looks that stay",
            """
            insert into access_log (person, minute, account, what, purpose, times)
            values ($1, $3::timestamptz - interval '1096 days', $2, 'file', 'care', 1), ($1, $3, $2, 'file', 'care', 1)
            """,
            person.value(),
            account,
            NOW);
    var _ =
        database.query(
            "adding opened files",
            """
            insert into break_glass (id, account, person, reason, since, until)
            select gen_random_uuid(), $2, $1, 'because', at - interval '1 hour', at
              from unnest(array[$3::timestamptz - interval '1097 days', $3::timestamptz]) at
            """,
            person.value(),
            account,
            NOW);
  }
}
