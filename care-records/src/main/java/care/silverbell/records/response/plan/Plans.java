package care.silverbell.records.response.plan;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.response.DefaultPlans;
import care.silverbell.alerting.response.PlanJson;
import care.silverbell.alerting.response.ResponsePlan;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.http.Problem;
import care.silverbell.records.person.Editor;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The office's own response plans: for a severity, everywhere or in a cell and all below it that
 * have none of their own.
 */
public final class Plans {
  private static final Logger log = LoggerFactory.getLogger(Plans.class);

  private static final String ONE =
      """
      select r.*, c.name as cell_name from response_plan r left join grid_cell c on c.id = r.cell
      """;

  private static final String NEAREST =
      """
      select r.id, r.plan from response_plan r
        left join (select w.above, w.steps from person p join grid_within w on w.cell = p.cell where p.id = $1) near
          on near.above = r.cell
       where r.severity = $2 and (r.cell is null or near.above is not null)
       order by near.steps nulls last limit 1
      """;

  private final Database database;
  private final InstantSource clock;

  /** Keeps plans in the database. */
  public Plans(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A plan as it is kept.
   *
   * @param cell null for everywhere
   */
  public record Kept(
      UUID id,
      Severity severity,
      @Nullable UUID cell,
      @Nullable String cellName,
      ResponsePlan plan,
      Instant changedAt,
      String changedBy) {}

  /**
   * A plan that is to be kept.
   *
   * @param cell null for everywhere
   */
  public record Draft(Severity severity, @Nullable UUID cell, ResponsePlan plan) {}

  /** All plans of the office's own, those for everywhere first. */
  public List<Kept> all() {
    List<Kept> plans = new ArrayList<>();
    database
        .query(
            "reading response plans",
            ONE + " order by r.cell nulls first, c.name, r.severity, r.id")
        .forEach(row -> plans.add(kept(row)));
    return plans;
  }

  /** The one of that id. */
  public Optional<Kept> find(UUID id) {
    var rows = database.query("reading a response plan", ONE + " where r.id = $1", id);
    return rows.size() == 0 ? Optional.empty() : Optional.of(kept(rows.iterator().next()));
  }

  /**
   * The plan that holds for the person: that of the nearest cell, else the one for everywhere, else
   * the program's own. A plan that cannot be read any more leaves nobody without one.
   */
  public ResponsePlan of(Severity severity, PersonId person) {
    var rows =
        database.query("finding the response plan", NEAREST, person.value(), severity.wireName());
    return rows.size() == 0
        ? DefaultPlans.of(severity)
        : readable(rows.iterator().next(), severity);
  }

  /** Every plan there is for that severity, by cell; that for everywhere stands under null. */
  public Map<@Nullable UUID, ResponsePlan> of(Severity severity) {
    Map<@Nullable UUID, ResponsePlan> plans = new HashMap<>();
    plans.put(null, DefaultPlans.of(severity));
    database
        .query(
            "reading response plans",
            "select * from response_plan where severity = $1",
            severity.wireName())
        .forEach(row -> plans.put(row.getUUID("cell"), readable(row, severity)));
    return plans;
  }

  /** Those of the program, for the severities without a plan for everywhere. */
  public static Map<Severity, ResponsePlan> ofTheProgram() {
    Map<Severity, ResponsePlan> plans = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      plans.put(severity, DefaultPlans.of(severity));
    }
    return plans;
  }

  /**
   * Keeps a new one; answers its id.
   *
   * @throws Problem 400 if it names a cell or staff that is not there
   * @throws care.silverbell.ingest.database.DatabaseTrouble if there is one for that severity and
   *     cell
   */
  public UUID add(Draft draft, Editor by) {
    UUID id = UUID.randomUUID();
    return database.transaction(
        "adding a response plan",
        tx -> {
          keep(
              tx,
              """
              insert into response_plan (id, severity, cell, plan, changed_at, changed_by)
              values ($1, $2, $3, $4, $5, $6)
              """,
              id,
              draft,
              by,
              null);
          return id;
        });
  }

  /**
   * Puts that in its place.
   *
   * @throws NoSuchElementException if there is no such plan
   */
  public void change(UUID id, Draft draft, Editor by) {
    database.transaction(
        "changing a response plan",
        tx -> {
          keep(
              tx,
              """
              update response_plan set severity = $2, cell = $3, plan = $4, changed_at = $5, changed_by = $6
               where id = $1
              """,
              id,
              draft,
              by,
              held(tx, id));
          return id;
        });
  }

  /**
   * Takes it away: the next plan up holds again.
   *
   * @throws NoSuchElementException if there is no such plan
   */
  public void remove(UUID id, Editor by) {
    database.transaction(
        "removing a response plan",
        tx -> {
          JsonObject before = held(tx, id);
          var _ =
              Database.query(
                  tx, "removing a response plan", "delete from response_plan where id = $1", id);
          note(tx, id, by, before, null);
          return id;
        });
  }

  private void keep(
      SqlConnection tx, String sql, UUID id, Draft draft, Editor by, @Nullable JsonObject before) {
    check(tx, draft);
    JsonObject json = PlanJson.of(draft.plan);
    var _ =
        Database.query(
            tx,
            "keeping a response plan",
            sql,
            id,
            draft.severity.wireName(),
            draft.cell,
            json,
            clock.instant(),
            by.name());
    note(tx, id, by, before, json);
  }

  private static JsonObject held(SqlConnection tx, UUID id) {
    var rows =
        Database.query(
            tx,
            "taking a response plan",
            "select plan from response_plan where id = $1 for update",
            id);
    if (rows.size() == 0) {
      throw new NoSuchElementException("there is no such response plan");
    }
    return rows.iterator().next().getJsonObject("plan");
  }

  private static void check(SqlConnection tx, Draft draft) {
    UUID[] named = PlanForm.named(draft.plan).toArray(UUID[]::new);
    int known =
        Database.query(tx, "finding staff", "select from staff where id = any($1)", (Object) named)
            .size();
    if (known < named.length) {
      throw Problem.badRequest("steps: staff that is named there is not on the staff list");
    }
    if (draft.cell != null
        && Database.query(tx, "finding a cell", "select from grid_cell where id = $1", draft.cell)
                .size()
            == 0) {
      throw Problem.badRequest("cell is not the id of a grid cell");
    }
  }

  private void note(
      SqlConnection tx,
      UUID plan,
      Editor by,
      @Nullable JsonObject before,
      @Nullable JsonObject after) {
    var _ =
        Database.query(
            tx,
            "noting who changed a response plan",
            """
            insert into response_plan_change (plan, at, by_account, by_name, before, after)
            values ($1, $2, $3, $4, $5, $6)
            """,
            plan,
            clock.instant(),
            by.account(),
            by.name(),
            before,
            after);
  }

  private static Kept kept(Row row) {
    Severity severity = Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT));
    return new Kept(
        row.getUUID("id"),
        severity,
        row.getUUID("cell"),
        row.getString("cell_name"),
        readable(row, severity),
        Database.instant(row, "changed_at"),
        row.getString("changed_by"));
  }

  private static ResponsePlan readable(Row row, Severity severity) {
    try {
      return PlanForm.kept(row.getJsonObject("plan"));
    } catch (RuntimeException e) {
      log.error(
          "response plan {} cannot be read, so the program's own holds", row.getUUID("id"), e);
      return DefaultPlans.of(severity);
    }
  }
}
