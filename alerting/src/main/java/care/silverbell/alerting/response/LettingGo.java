package care.silverbell.alerting.response;

import care.silverbell.alerting.incident.Answer;
import care.silverbell.alerting.incident.GivenBack;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.Outbox;
import care.silverbell.alerting.notification.Recipient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * Writes that some are to be told nothing more: the record says for them that they do not come, so
 * that the response goes on without them, and what waits to be sent to them is dropped.
 */
final class LettingGo {
  /** How the record's own word is marked among the answers, where a channel's wire name stands. */
  static final String BY_THE_RECORD = GivenBack.BY_THE_RECORD;

  private LettingGo() {}

  static void write(SqlConnection tx, IncidentId id, Decision.LetGo letGo, Instant now) {
    for (Recipient recipient : letGo.recipients()) {
      GivenBack.write(
          tx,
          id,
          new Answer(recipient.id().toString(), recipient.name(), false, BY_THE_RECORD, null),
          now);
      Outbox.drop(tx, id, recipient.id(), now);
    }
  }
}
