package care.silverbell.alerting.response;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.NoticeAddresses;
import care.silverbell.alerting.notification.Occasion;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.Situation.Answer;
import care.silverbell.alerting.response.Situation.Asked;
import care.silverbell.alerting.response.Situation.Progress;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Statement;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far each response is, as it is on disk. */
final class ResponseBook {
  private static final int AT_ONCE = 16;

  private static final String TAKE =
      "select id from incident where id = $1 and due_at <= $2 for update skip locked";

  private static final String READ =
      """
      select i.*, (select jsonb_agg(jsonb_build_object('number', a.id, 'recipient', a.recipient, 'name', a.name,
                     'accepts', a.answer = 'accept', 'at', a.at, 'via', a.via) order by a.id)
                     from standing_answer a where a.incident = i.id) as answers
        from incident i where i.id = $1
      """;

  private static final String ASKED =
      """
      select recipient, (array_agg(name order by step desc))[1] as name,
             (array_agg(language order by step desc))[1] as language,
             (array_agg(addresses order by step desc))[1] as addresses,
             max(step) filter (where purpose = 'ask') as asked_step,
             max(created_at) filter (where purpose = 'ask') as asked_at,
             coalesce(max(step) filter (where purpose = 'tell'), 0) as told_step,
             bool_or(occasion = $2) as closed
        from notice where incident = $1 group by recipient having bool_or(purpose = 'ask')
       order by min(created_at), recipient
      """;

  private final Database database;

  ResponseBook(Database database) {
    this.database = database;
  }

  /**
   * One that is due.
   *
   * @param plan as it was when its first step was taken; null before that
   * @param lookedAgain how often it had been said before that whom its words mean may have changed
   */
  record Due(IncidentId id, @Nullable ResponsePlan plan, long lookedAgain) {}

  /** Some of those that are due, emergencies first; nobody is kept from them yet. */
  List<Due> due(Instant now, List<UUID> except) {
    List<Due> due = new ArrayList<>();
    database
        .query(
            "looking for what is due",
            """
            select id, plan, looked_again from incident where due_at <= $1 and id <> all($2)
             order by (severity <> 'emergency'), due_at limit $3
            """,
            now,
            except.toArray(UUID[]::new),
            AT_ONCE)
        .forEach(row -> {
          JsonObject plan = row.getJsonObject("plan");
          due.add(
              new Due(
                  new IncidentId(row.getUUID("id")),
                  plan == null ? null : PlanJson.plan(plan),
                  row.getLong("looked_again")));
        });
    return due;
  }

  /**
   * The situation of an incident, with the marks of what the plan has gone on for.
   *
   * @param step the number of the newest asking
   * @param askedWearer whether the wearer was asked first, and has not answered
   * @param lookedAgain as in {@link Due}: what was said since is not yet gone on for
   */
  record Page(
      Situation situation,
      int step,
      int presses,
      long newestAnswer,
      boolean askedWearer,
      long lookedAgain) {}

  /**
   * Takes an incident that is due, so that nobody else moves it until the transaction ends.
   *
   * @return empty where another instance has it, or it is due no more
   */
  static Optional<Page> take(SqlConnection tx, Due due, ResponsePlan plan, Instant now) {
    // The row is taken first and read by another statement: what one statement read together with
    // the lock could be from before another's commit.
    List<RowSet<Row>> read =
        Database.inOrder(
            tx,
            "taking what is due",
            List.of(
                Statement.of(TAKE, due.id.value(), now),
                Statement.of(READ, due.id.value()),
                Statement.of(ASKED, due.id.value(), Occasion.CLOSED.wireName())));
    if (read.getFirst().size() == 0) {
      return Optional.empty();
    }
    Row row = read.get(1).iterator().next();
    JsonObject kept = row.getJsonObject("plan");
    List<Answer> answers = answers(row.getJsonArray("answers"));
    Instant planFrom = Database.instantOrNull(row, "plan_from");
    Situation situation =
        new Situation(
            kept == null ? plan : PlanJson.plan(kept),
            progress(row.getString("state")),
            closedBy(row),
            planFrom == null ? Database.instant(row, "opened_at") : planFrom,
            row.getInteger("plan_steps"),
            Database.instantOrNull(row, "step_at"),
            Database.instantOrNull(row, "again_from"),
            Database.instantOrNull(row, "held_until"),
            Database.instantOrNull(row, "nudged_at"),
            Database.instantOrNull(row, "moved_on_at"),
            row.getInteger("presses") > row.getInteger("presses_heard"),
            answers,
            row.getLong("answers_heard"),
            asked(read.getLast()));
    return Optional.of(
        new Page(
            situation,
            row.getInteger("step"),
            row.getInteger("presses"),
            answers.isEmpty() ? 0 : answers.getLast().number(),
            Database.instantOrNull(row, "asking_until") != null,
            due.lookedAgain));
  }

  /**
   * Writes when it is due next, and that the plan has gone on for all there was. It stays due where
   * whom its words mean may have changed since that was looked up.
   */
  static Statement rest(
      IncidentId id, Page page, int step, @Nullable Instant next, @Nullable Instant heldUntil) {
    return Statement.of(
        "update incident set due_at = case when looked_again > $7 then due_at else $2 end, step = $3,"
            + " presses_heard = $4, answers_heard = $5, held_until = $6 where id = $1",
        id.value(),
        next,
        step,
        page.presses,
        page.newestAnswer,
        heldUntil,
        page.lookedAgain);
  }

  /** The same, and how far the plan is. */
  static Statement asked(IncidentId id, Page page, int step, Decision.Ask ask, Instant now) {
    return Statement.of(
        """
        update incident set due_at = case when looked_again > $13 then due_at else $2 end, step = $3, presses_heard = $4, answers_heard = $5, plan_steps = $6,
               again_from = $7, answers_wanted = $8, step_at = $9, asking_until = null,
               nudged_at = case when $10 then $9 else nudged_at end, plan = coalesce(plan, $11), held_until = $12
         where id = $1
        """,
        id.value(),
        ask.next(),
        step,
        page.presses,
        page.newestAnswer,
        ask.stepsTaken(),
        ask.againFrom(),
        ask.answersWanted(),
        now,
        ask.nudged(),
        PlanJson.of(page.situation.plan()),
        ask.heldUntil(),
        page.lookedAgain);
  }

  /**
   * The person's responses are due: whom their words mean may have changed. That is marked where
   * one is due already, too: the step may be under way, decided by whom they meant before. Each is
   * written by itself, so that nobody who waits for one holds another.
   */
  void lookAgain(@Nullable PersonId person, Instant now) {
    database
        .query(
            "looking for the responses of a person",
            "select id from incident where person is not null and person = coalesce($1::uuid,"
                + " person) and state <> 'resolved'",
            person == null ? null : person.value())
        .forEach(row -> {
          var _ =
              database.query(
                  "looking again at a response",
                  "update incident set looked_again = looked_again + 1, due_at = least(due_at,"
                      + " $2) where id = $1 and state <> 'resolved'",
                  row.getUUID("id"),
                  now);
        });
  }

  private static @Nullable RecipientId closedBy(Row row) {
    String by = row.getString("state_by_recipient");
    return by == null || !row.getString("state").equals("resolved") ? null : RecipientId.of(by);
  }

  private static Progress progress(String state) {
    return switch (state) {
      case "resolved" -> Progress.OVER;
      case "arrived" -> Progress.ARRIVED;
      case String _ -> Progress.UNDER_WAY;
    };
  }

  private static List<Answer> answers(@Nullable JsonArray rows) {
    List<Answer> answers = new ArrayList<>();
    for (Object row : rows == null ? new JsonArray() : rows) {
      JsonObject json = (JsonObject) row;
      answers.add(
          new Answer(
              json.getLong("number"),
              RecipientId.of(json.getString("recipient")),
              json.getString("name"),
              json.getBoolean("accepts"),
              OffsetDateTime.parse(json.getString("at")).toInstant(),
              json.getString("via")));
    }
    return answers;
  }

  private static Map<RecipientId, Asked> asked(RowSet<Row> rows) {
    Map<RecipientId, Asked> asked = new LinkedHashMap<>();
    rows.forEach(row -> {
      RecipientId recipient = RecipientId.of(row.getString("recipient"));
      asked.put(
          recipient,
          new Asked(
              new Recipient(
                  recipient,
                  row.getString("name"),
                  row.getString("language"),
                  NoticeAddresses.of(row.getJsonArray("addresses"))),
              row.getInteger("asked_step"),
              Database.instant(row, "asked_at"),
              row.getInteger("told_step"),
              row.getBoolean("closed")));
    });
    return asked;
  }
}
