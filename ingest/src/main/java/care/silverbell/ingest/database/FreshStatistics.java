package care.silverbell.ingest.database;

import care.silverbell.ingest.repeating.Repeating;
import io.vertx.sqlclient.Row;
import java.time.Duration;

/**
 * Has the database look again at tables that hold ten times what they held. PostgreSQL does so by
 * itself, but once a minute; until then it goes by what it knew of an empty table, and in the first
 * storm reads all that was sent so far at each press.
 */
public final class FreshStatistics {
  private static final Duration EVERY = Duration.ofSeconds(2);

  /**
   * Seldom: what was planned once is planned anew after it, on each connection. A few rows are read
   * quickly in any order.
   */
  private static final String GROWN =
      """
      select format('%I.%I', t.schemaname, t.relname) as name
        from pg_stat_user_tables t join pg_class c on c.oid = t.relid
       where t.schemaname = current_schema() and t.n_live_tup > 50 + 10 * greatest(c.reltuples, 0)
       order by t.n_live_tup
      """;

  private final Database database;

  /** Looks only when told to. */
  FreshStatistics(Database database) {
    this.database = database;
  }

  /** Looks every two seconds, until it is closed. */
  public static AutoCloseable keep(Database database) {
    return Repeating.every(
        EVERY,
        "statistics",
        "the database cannot look again at what has grown",
        new FreshStatistics(database)::look);
  }

  void look() {
    for (Row row : database.query("looking which tables have grown", GROWN)) {
      var _ =
          database.query("looking at a table", "analyze (skip_locked) " + row.getString("name"));
    }
  }
}
