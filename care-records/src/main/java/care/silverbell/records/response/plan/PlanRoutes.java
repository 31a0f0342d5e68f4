package care.silverbell.records.response.plan;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.response.PlanJson;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.records.access.Account;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.Editor;
import care.silverbell.records.response.form.Form;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The routes to the office's own response plans. */
public final class PlanRoutes {
  private static final String NO_SUCH = "there is no such response plan";

  private final Plans plans;

  /** Reads and writes those. */
  public PlanRoutes(Plans plans) {
    this.plans = plans;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String path = "/api/response-plans";
    api.get(path, Api.OFFICE, (_, _) -> list());
    api.post(path, Api.OFFICE, this::add);
    api.put(path + "/:id", Api.OFFICE, this::change);
    api.route(HttpMethod.DELETE, path + "/:id", Api.OFFICE, this::remove);
  }

  private JsonObject list() {
    JsonArray items = new JsonArray();
    plans.all().forEach(it -> items.add(json(it)));
    JsonArray defaults = new JsonArray();
    Plans.ofTheProgram()
        .forEach((severity, plan) ->
            defaults.add(PlanJson.of(plan).put("severity", severity.wireName())));
    return new JsonObject().put("items", items).put("defaults", defaults);
  }

  private JsonObject add(Account caller, Query query) {
    Plans.Draft draft = draft(query);
    UUID id = once(() -> plans.add(draft, Editor.of(caller)));
    query.context().response().setStatusCode(201);
    return one(id);
  }

  private JsonObject change(Account caller, Query query) {
    UUID id = id(query);
    Plans.Draft draft = draft(query);
    return one(
        once(() -> {
          plans.change(id, draft, Editor.of(caller));
          return id;
        }));
  }

  private @Nullable JsonObject remove(Account caller, Query query) {
    plans.remove(id(query), Editor.of(caller));
    return null;
  }

  private static Plans.Draft draft(Query query) {
    Form form = Form.of(query);
    Severity severity =
        switch (form.required("severity")) {
          case "emergency" -> Severity.EMERGENCY;
          case "urgent" -> Severity.URGENT;
          case "notice" -> Severity.NOTICE;
          case String _ -> throw form.wrong("severity", "is one of emergency, urgent, notice");
        };
    UUID cell = form.optional("cell") == null ? null : form.id("cell");
    return new Plans.Draft(severity, cell, PlanForm.read(form));
  }

  private static UUID id(Query query) {
    try {
      return UUID.fromString(query.path("id"));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound(NO_SUCH);
    }
  }

  private static UUID once(Supplier<UUID> writing) {
    try {
      return writing.get();
    } catch (DatabaseTrouble e) {
      if (e.isDuplicate()) {
        throw Problem.conflict("there is a plan for that severity and cell: change that one");
      }
      throw e;
    }
  }

  private JsonObject one(UUID id) {
    return json(plans.find(id).orElseThrow(() -> Problem.notFound(NO_SUCH)));
  }

  private static JsonObject json(Plans.Kept kept) {
    UUID cell = kept.cell();
    return PlanJson.of(kept.plan())
        .put("id", kept.id().toString())
        .put("severity", kept.severity().wireName())
        .put("cell", cell == null ? null : cell.toString())
        .put("cellName", kept.cellName())
        .put("changedAt", kept.changedAt().toString())
        .put("changedBy", kept.changedBy());
  }
}
