package care.silverbell.alerting.incident;

import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is written of an answer, always within the caller's transaction. The incident's row is taken
 * first, so that of two who say "I have it" at the same instant one is the first.
 */
final class AnswerWriter {
  private AnswerWriter() {}

  /** What an answer came to. */
  enum Came {
    /** They have it, and did not before. */
    IS_THEIRS,
    /** They cannot go. */
    PASSED_ON,
    /** They cannot go after all, whom the wearer had been told of. */
    GIVEN_BACK,
    /** Nothing has changed: they said so before. */
    SAID_BEFORE,
    /** Nothing has changed: as many as are wanted have it. */
    NOT_WANTED,
    IS_OVER,
    NOT_GOOD
  }

  /** One who has it. */
  private record Holder(String recipient, String name, Instant at) {}

  /**
   * Writes an answer and moves the incident.
   *
   * @throws NoSuchElementException if there is no such incident
   */
  static Came write(SqlConnection tx, IncidentId id, Answer answer, Instant now) {
    Taken taken = Taken.of(tx, id, now);
    if (taken.state().isOver()) {
      return Came.IS_OVER;
    }
    return answer.accepts() ? accept(tx, id, answer, taken) : pass(tx, id, answer, taken);
  }

  /**
   * What a responder does on the page says that they have it.
   *
   * @return whether that is new
   */
  static boolean has(
      SqlConnection tx, IncidentId id, Deed deed, String recipient, Responder who, Instant now) {
    if (deed == Deed.RESOLVE) {
      return false;
    }
    Taken taken = Taken.of(tx, id, now);
    if (taken.state().isOver()) {
      return false;
    }
    Map<String, Holder> holders = holders(tx, id);
    boolean goes = deed != Deed.ACKNOWLEDGE;
    if (holders.containsKey(recipient) || (!goes && holders.size() >= wanted(tx, id))) {
      return false;
    }
    insert(tx, id, new Answer(recipient, who.name(), true, "page", null), taken.at());
    due(tx, id, now);
    if (!goes && !holders.isEmpty()) {
      IncidentWriter.line(tx, id, taken.at(), Deed.ACKNOWLEDGE.what(), who, null);
    }
    return true;
  }

  /**
   * Writes that somebody answered who is none any more whose answer counts; the same again is not
   * written.
   *
   * @return whether it is new
   */
  static boolean refuse(SqlConnection tx, IncidentId id, Answer answer, Instant now) {
    Taken taken = Taken.find(tx, id, now).orElse(null);
    return taken != null
        && !taken.state().isOver()
        && Timeline.add(
                tx,
                List.of(
                    Timeline.Line.of(
                        id, "not-counted", answer, answer.via() + ": " + answer.word(), true)),
                taken.at())
            > 0;
  }

  /** Whether that is one of those who have it; nobody else can move it on until the end. */
  static boolean holds(SqlConnection tx, IncidentId id, Taken taken, String recipient) {
    return !taken.state().isOver() && holders(tx, id).containsKey(recipient);
  }

  private static Came accept(SqlConnection tx, IncidentId id, Answer answer, Taken taken) {
    Map<String, Holder> holders = holders(tx, id);
    if (holders.containsKey(answer.recipient())) {
      return Came.SAID_BEFORE;
    }
    if (holders.size() >= wanted(tx, id)) {
      return Came.NOT_WANTED;
    }
    insert(tx, id, answer, taken.at());
    var _ =
        Database.query(
            tx,
            "giving the incident to who has it",
            """
            update incident set due_at = $4,
                   state_by = case when state = 'open' then $3 else state_by end,
                   state_by_recipient = case when state = 'open' then $5 else state_by_recipient end,
                   state_at = case when state = 'open' then $2 else state_at end,
                   state = case when state = 'open' then 'acknowledged' else state end,
                   answered_by = coalesce(answered_by, $3), answered_at = coalesce(answered_at, $2)
             where id = $1
            """,
            id.value(),
            taken.at(),
            answer.name(),
            taken.now(),
            answer.recipient());
    byLine(tx, id, taken.at(), Deed.ACKNOWLEDGE.what(), answer, answer.via());
    return Came.IS_THEIRS;
  }

  private static Came pass(SqlConnection tx, IncidentId id, Answer answer, Taken taken) {
    var newest =
        Database.query(
            tx,
            "looking for what they said before",
            "select answer from standing_answer where incident = $1 and recipient = $2 order by id"
                + " desc limit 1",
            id.value(),
            answer.recipient());
    if (newest.size() > 0 && newest.iterator().next().getString(0).equals(answer.word())) {
      return Came.SAID_BEFORE;
    }
    Map<String, Holder> holders = holders(tx, id);
    insert(tx, id, answer, taken.at());
    boolean byTheRecord = answer.via().equals(GivenBack.BY_THE_RECORD);
    byLine(tx, id, taken.at(), byTheRecord ? "let-go" : "passed", answer, answer.why());
    Holder withdrawn = holders.remove(answer.recipient());
    boolean wearerWasTold = false;
    if (withdrawn != null && !(taken.state() instanceof IncidentState.Arrived)) {
      takeBack(tx, id, answer.recipient(), List.copyOf(holders.values()));
      wearerWasTold = answer.recipient().equals(taken.by());
    }
    var _ =
        Database.query(
            tx,
            "going on at once",
            "update incident set due_at = $2, moved_on_at = $2 where id = $1",
            id.value(),
            taken.now());
    return wearerWasTold ? Came.GIVEN_BACK : Came.PASSED_ON;
  }

  /** Whoever else has it has it now; where nobody does, it is open again. */
  private static void takeBack(
      SqlConnection tx, IncidentId id, String withdrawn, List<Holder> others) {
    Holder other = others.isEmpty() ? null : others.getFirst();
    var _ =
        Database.query(
            tx,
            "taking the incident back",
            """
            update incident set
                   state = case when $5::text is null then 'open' when state_by_recipient = $2 then 'acknowledged' else state end,
                   state_at = case when $5 is null then null when state_by_recipient = $2 then $4::timestamptz else state_at end,
                   state_by = case when $5 is null then null when state_by_recipient = $2 then $3::text else state_by end,
                   state_by_recipient = case when $5 is null then null when state_by_recipient = $2 then $5 else state_by_recipient end,
                   answered_by = $3, answered_at = $4::timestamptz,
                   departed_at = case when $5 is null or state_by_recipient = $2 then null else departed_at end
             where id = $1
            """,
            id.value(),
            withdrawn,
            other == null ? null : other.name(),
            other == null ? null : other.at(),
            other == null ? null : other.recipient());
  }

  /** Those who have it, in the order in which they said so; of each, what they said last counts. */
  private static Map<String, Holder> holders(SqlConnection tx, IncidentId id) {
    Map<String, Holder> holders = new LinkedHashMap<>();
    List<Row> answers = new ArrayList<>();
    Database.query(
            tx,
            "looking for who has it",
            "select recipient, name, answer, at from standing_answer where incident = $1 order by"
                + " id",
            id.value())
        .forEach(answers::add);
    for (Row row : answers) {
      String recipient = Objects.requireNonNull(row.getString("recipient"));
      holders.remove(recipient);
      if (row.getString("answer").equals("accept")) {
        holders.put(
            recipient, new Holder(recipient, row.getString("name"), Database.instant(row, "at")));
      }
    }
    return holders;
  }

  private static int wanted(SqlConnection tx, IncidentId id) {
    return Database.query(
            tx,
            "asking how many are wanted",
            "select answers_wanted from incident where id = $1",
            id.value())
        .iterator()
        .next()
        .getInteger(0);
  }

  private static void insert(SqlConnection tx, IncidentId id, Answer answer, Instant now) {
    var _ =
        Database.query(
            tx,
            "writing an answer",
            "insert into incident_answer (incident, recipient, name, answer, at, via, why) values"
                + " ($1, $2, $3, $4, $5, $6, $7)",
            id.value(),
            answer.recipient(),
            answer.name(),
            answer.word(),
            now,
            answer.via(),
            answer.why());
  }

  private static void due(SqlConnection tx, IncidentId id, Instant now) {
    var _ =
        Database.query(
            tx,
            "going on at once",
            "update incident set due_at = $2 where id = $1",
            id.value(),
            now);
  }

  /** A line of one who may have no account. */
  private static void byLine(
      SqlConnection tx,
      IncidentId id,
      Instant now,
      String what,
      Answer by,
      @Nullable String detail) {
    var _ = Timeline.add(tx, List.of(Timeline.Line.of(id, what, by, detail, false)), now);
  }
}
