package care.silverbell.alerting.response;

import care.silverbell.alerting.response.ResponsePlan.Step;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans as the contract and the database write them. */
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

  /** The word itself, without what it needs besides. */
  public static String word(Who who) {
    return switch (who) {
      case Who.Family _ -> "family";
      case Who.OnDuty _ -> "on-duty";
      case Who.StandIn _ -> "stand-in";
      case Who.Above _ -> "above";
      case Who.Desk _ -> "desk";
      case Who.Operators _ -> "operators";
      case Who.Groups _ -> "groups";
      case Who.Named _ -> "named";
      case Who.Canary _ -> "canary";
    };
  }

  /** {@code {"kind":"above","levels":1}}. */
  public static JsonObject of(Who who) {
    JsonObject json = new JsonObject().put("kind", word(who));
    return switch (who) {
      case Who.Above above -> json.put("levels", above.levels());
      case Who.Named named -> json.put("staff", named.staff().toString());
      case Who.Family _, Who.OnDuty _, Who.StandIn _, Who.Desk _ -> json;
      case Who.Operators _, Who.Groups _, Who.Canary _ -> json;
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

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  private static @Nullable Duration duration(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
