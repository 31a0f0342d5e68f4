package care.silverbell.alerting.incident;

import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * What the record says for one who is to be told nothing more: they do not come. Whatever they had
 * is open again, and the next are asked at once, as if they had said so themselves.
 */
public final class GivenBack {
  /** Stands where an answer has its channel. */
  public static final String BY_THE_RECORD = "record";

  private GivenBack() {}

  /** Writes it within the caller's transaction; the timeline has a line of its own for it. */
  public static void write(SqlConnection tx, IncidentId id, Answer answer, Instant now) {
    var _ = AnswerWriter.write(tx, id, answer, now);
  }
}
