package care.silverbell.alerting.response;

import care.silverbell.alerting.response.ResponsePlan.Step;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans as they are written in JSON, on disk and in the contract. */
public final class PlanJson {
  private PlanJson() {}

  /** Writes a plan. */
  public static JsonObject of(ResponsePlan plan) {
    JsonArray steps = new JsonArray();
    for (Step step : plan.steps()) {
      JsonArray who = new JsonArray();
      step.who().forEach(it -> who.add(of(it)));
      steps.add(new JsonObject().put("afterSeconds", step.after().toSeconds()).put("who", who));
    }
    return new JsonObject()
        .put("name", plan.name())
        .put("steps", steps)
        .put("againSeconds", seconds(plan.again()))
        .put("answersWanted", plan.answersWanted())
        .put("attendWithinSeconds", seconds(plan.attendWithin()));
  }

  /**
   * Reads what {@code of} wrote.
   *
   * @throws IllegalArgumentException if it is no plan
   */
  public static ResponsePlan plan(JsonObject json) {
    List<Step> steps =
        json.getJsonArray("steps").stream()
            .map(JsonObject.class::cast)
            .map(step ->
                new Step(
                    Duration.ofSeconds(step.getLong("afterSeconds")),
                    step.getJsonArray("who").stream()
                        .map(JsonObject.class::cast)
                        .map(PlanJson::who)
                        .toList()))
            .toList();
    return new ResponsePlan(
        json.getString("name"),
        steps,
        duration(json.getLong("againSeconds")),
        json.getInteger("answersWanted"),
        duration(json.getLong("attendWithinSeconds")));
  }

  private static JsonObject of(Who who) {
    return switch (who) {
      case Who.Family _ -> kind("family");
      case Who.OnDuty _ -> kind("on-duty");
      case Who.StandIn _ -> kind("stand-in");
      case Who.Above above -> kind("above").put("levels", above.levels());
      case Who.Desk _ -> kind("desk");
      case Who.Operators _ -> kind("operators");
      case Who.Groups _ -> kind("groups");
      case Who.Named named -> kind("named").put("staff", named.staff().toString());
      case Who.Canary _ -> kind("canary");
    };
  }

  private static Who who(JsonObject json) {
    return switch (json.getString("kind")) {
      case "family" -> new Who.Family();
      case "on-duty" -> new Who.OnDuty();
      case "stand-in" -> new Who.StandIn();
      case "above" -> new Who.Above(json.getInteger("levels"));
      case "desk" -> new Who.Desk();
      case "operators" -> new Who.Operators();
      case "groups" -> new Who.Groups();
      case "named" -> new Who.Named(UUID.fromString(json.getString("staff")));
      case "canary" -> new Who.Canary();
      case String unknown -> throw new IllegalArgumentException("nobody is meant by " + unknown);
    };
  }

  private static JsonObject kind(String kind) {
    return new JsonObject().put("kind", kind);
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  private static @Nullable Duration duration(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
