package care.silverbell.records.notice;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.Receipt;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.link.Answering;
import care.silverbell.records.link.Answering.Answerer;
import io.vertx.sqlclient.Row;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * What providers tell later, written to the dispatch that they speak of. A receipt of what nobody
 * knows changes nothing; the same one twice is one.
 */
public final class Receipts {
  /**
   * A dispatch only goes forward; what failed after it was delivered was delivered. A failure makes
   * it due to be moved on at once.
   */
  private static final String TAKE =
      """
      with found as (
        select d.id, d.state, n.incident, n.recipient, n.name
          from dispatch d join notice n on n.id = d.notice where d.channel = $1 and d.reference = $2 for update of d),
      moved as (
        update dispatch d set state = $3, next_at = null from found f
         where d.id = f.id and array_position(array['queued', 'sending', 'sent', 'failed', 'delivered', 'read', 'answered'], f.state)
                             < array_position(array['queued', 'sending', 'sent', 'failed', 'delivered', 'read', 'answered'], $3)
        returning d.id),
      noted as (
        insert into dispatch_event (dispatch, at, what, detail) select id, $4, $5, $6 from moved)
      select f.incident, f.recipient, f.name, exists (select from moved) as moved from found f
      """;

  private final Database database;
  private final Answering answering;
  private final InstantSource clock;

  /** Writes to the database. */
  public Receipts(Database database, Answering answering, InstantSource clock) {
    this.database = database;
    this.answering = answering;
    this.clock = clock;
  }

  /** Takes one; answers whether it was about something known and new. */
  public boolean take(Receipt receipt) {
    Optional<Row> found = Optional.empty();
    for (Row row :
        database.query(
            "taking a provider's receipt",
            TAKE,
            receipt.channel().wireName(),
            receipt.reference(),
            state(receipt.what()),
            clock.instant(),
            receipt.what().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            receipt.detail())) {
      found = Optional.of(row);
    }
    if (found.isEmpty() || !found.get().getBoolean("moved")) {
      return false;
    }
    Row row = found.get();
    IncidentId incident = new IncidentId(row.getUUID("incident"));
    Answerer who =
        new Answerer(
            row.getString("recipient"), row.getString("name"), receipt.channel().wireName());
    switch (receipt.what()) {
      case ACCEPTED -> answering.accept(incident, who);
      case PASSED -> answering.pass(incident, who, null);
      case DELIVERED, READ, BUSY, NO_ANSWER, FAILED -> {}
    }
    return true;
  }

  private static String state(Receipt.What what) {
    return switch (what) {
      case DELIVERED -> "delivered";
      case READ -> "read";
      case ACCEPTED, PASSED -> "answered";
      case BUSY, NO_ANSWER, FAILED -> "failed";
    };
  }
}
