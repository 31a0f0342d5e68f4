package care.silverbell.alerting.incident;

import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident that nobody else moves on until the transaction ends.
 *
 * @param by who has moved it on last, as {@code RecipientId} writes it; null where that was the
 *     service, or nobody
 * @param now when whoever acts began to; waiting for the row may have taken a while since
 * @param at when what is written of it has happened: never before the step of the plan that was
 *     written before, for what is answered after a step is an answer to it
 */
record Taken(IncidentState state, @Nullable String by, Instant now, Instant at) {

  /**
   * Takes the incident.
   *
   * @throws NoSuchElementException if there is no such incident
   */
  static Taken of(SqlConnection tx, IncidentId id, Instant now) {
    return find(tx, id, now)
        .orElseThrow(() -> new NoSuchElementException("there is no incident " + id));
  }

  /** The same; empty where there is none. */
  static Optional<Taken> find(SqlConnection tx, IncidentId id, Instant now) {
    var rows =
        Database.query(
            tx,
            "taking the incident",
            "select * from incident where id = $1 for update",
            id.value());
    return rows.size() == 0 ? Optional.empty() : Optional.of(taken(rows.iterator().next(), now));
  }

  private static Taken taken(Row row, Instant now) {
    Instant step = Database.instantOrNull(row, "step_at");
    return new Taken(
        IncidentStore.state(row),
        row.getString("state_by_recipient"),
        now,
        step != null && step.isAfter(now) ? step : now);
  }
}
