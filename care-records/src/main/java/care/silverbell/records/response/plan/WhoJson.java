package care.silverbell.records.response.plan;

import care.silverbell.alerting.response.Who;
import care.silverbell.records.http.Problem;
import care.silverbell.records.response.form.Form;
import io.vertx.core.json.JsonObject;

/** Whom a step asks, as the contract and the database write it. */
public final class WhoJson {
  /** Grids are rarely deeper than six. */
  private static final int MOST_LEVELS = 10;

  private static final String KINDS =
      "is one of family, on-duty, stand-in, above, desk, operators, groups, named";

  private WhoJson() {}

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
  public static JsonObject write(Who who) {
    JsonObject json = new JsonObject().put("kind", word(who));
    return switch (who) {
      case Who.Above above -> json.put("levels", above.levels());
      case Who.Named named -> json.put("staff", named.staff().toString());
      case Who.Family _, Who.OnDuty _, Who.StandIn _, Who.Desk _ -> json;
      case Who.Operators _, Who.Groups _, Who.Canary _ -> json;
    };
  }

  /**
   * Reads one.
   *
   * @throws Problem 400 naming the field
   */
  static Who read(Form form) {
    return switch (form.required("kind")) {
      case "family" -> new Who.Family();
      case "on-duty" -> new Who.OnDuty();
      case "stand-in" -> new Who.StandIn();
      case "above" -> {
        Integer levels = form.number("levels", 1, MOST_LEVELS);
        if (levels == null) {
          throw form.wrong("levels", "is missing: 1 for the next level up");
        }
        yield new Who.Above(levels);
      }
      case "desk" -> new Who.Desk();
      case "operators" -> new Who.Operators();
      case "groups" -> new Who.Groups();
      case "named" -> new Who.Named(form.id("staff"));
      case String _ -> throw form.wrong("kind", KINDS);
    };
  }
}
