package care.silverbell.records.response.plan;

import care.silverbell.alerting.response.Who;
import care.silverbell.records.http.Problem;
import care.silverbell.records.response.form.Form;

/** Whom a step asks, as somebody writes it. */
final class WhoForm {
  /** Grids are rarely deeper than six. */
  private static final int MOST_LEVELS = 10;

  private static final String KINDS =
      "is one of family, on-duty, stand-in, above, desk, operators, groups, named";

  private WhoForm() {}

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
