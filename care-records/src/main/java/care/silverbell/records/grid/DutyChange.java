package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.duty.DutyBook;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.duty.Gaps;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change of who is on duty: made, or with {@code dry-run=true} only tried, to be told before it
 * is made at which times nobody would be on duty after it.
 */
final class DutyChange {
  /** How far ahead gaps are told: a quarter of a year. */
  private static final Duration AHEAD = Duration.ofDays(92);

  private static final int TOLD = 50;

  private final Database database;
  private final DutyRoster roster;
  private final InstantSource clock;

  DutyChange(Database database, DutyRoster roster, InstantSource clock) {
    this.database = database;
    this.roster = roster;
    this.clock = clock;
  }

  /**
   * Does the work in a transaction and answers with what {@code answer} makes of it; where the
   * caller only tries, with the gaps it would leave.
   *
   * @param doing what is being done, for the one who reads the error
   * @param taken said where it is there already
   */
  <T> @Nullable JsonObject make(
      Query query,
      String doing,
      String taken,
      Function<SqlConnection, T> work,
      Function<T, @Nullable JsonObject> answer) {
    if (query.text("dry-run").filter("true"::equals).isPresent()) {
      return Asked.saying(
          taken, () -> database.transaction("trying: " + doing, tx -> tried(tx, work)));
    }
    T made = Asked.saying(taken, () -> database.transaction(doing, work));
    roster.reread();
    return answer.apply(made);
  }

  private <T> JsonObject tried(SqlConnection tx, Function<SqlConnection, T> work) {
    DutyBook before = DutyRoster.read(tx);
    var _ = Database.query(tx, "trying a change of duty", "savepoint tried");
    var _ = work.apply(tx);
    DutyBook after = DutyRoster.read(tx);
    var _ = Database.query(tx, "undoing what was tried", "rollback to savepoint tried");
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    List<Gaps.Left> left =
        Gaps.left(before, after, roster.zone(), now, now.plus(AHEAD)).stream()
            .sorted(
                Comparator.comparing(Gaps.Left::fresh)
                    .reversed()
                    .thenComparing(Gaps.Left::from)
                    .thenComparing(Gaps.Left::cell))
            .toList();
    JsonArray gaps = new JsonArray();
    left.stream().limit(TOLD).forEach(it -> gaps.add(json(tx, it)));
    return new JsonObject().put("gaps", gaps).put("more", left.size() - gaps.size());
  }

  private JsonObject json(SqlConnection tx, Gaps.Left gap) {
    return new JsonObject()
        .put("cell", gap.cell().toString())
        .put("name", nameOf(tx, gap.cell()))
        .put("from", DutyJson.time(roster.zone(), gap.from()))
        .put("to", DutyJson.time(roster.zone(), gap.to()))
        .put("gap", DutyJson.wireName(gap.why()))
        .put("new", gap.fresh());
  }

  private static String nameOf(SqlConnection tx, UUID cell) {
    return Database.query(tx, "naming a cell", "select name from grid_cell where id = $1", cell)
        .iterator()
        .next()
        .getString("name");
  }
}
