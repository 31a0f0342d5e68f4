package care.silverbell.records.response.plan;

import care.silverbell.alerting.response.ResponsePlan;
import care.silverbell.alerting.response.ResponsePlan.Step;
import care.silverbell.alerting.response.Who;
import care.silverbell.records.http.Problem;
import care.silverbell.records.response.form.Form;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A response plan as somebody writes it, and what must hold of it. */
public final class PlanForm {
  private static final int MOST_STEPS = 30;
  private static final int MOST_ASKED = 20;
  private static final int LONGEST_NAME = 80;
  private static final int A_WEEK = 7 * 24 * 3_600;
  private static final int AGAIN_AT_LEAST = 10;
  private static final int MOST_ANSWERS = 5;

  private PlanForm() {}

  /**
   * Reads one that somebody wrote.
   *
   * @throws Problem 400 naming the field, also for a plan that could leave a call unheard
   */
  public static ResponsePlan read(Form form) {
    String name = form.required("name");
    if (name.length() > LONGEST_NAME) {
      throw form.wrong("name", "is longer than " + LONGEST_NAME + " characters");
    }
    List<Step> steps = form.objects("steps", MOST_STEPS, PlanForm::step);
    Duration again = duration(form.number("againSeconds", AGAIN_AT_LEAST, A_WEEK));
    Integer answers = form.number("answersWanted", 1, MOST_ANSWERS);
    Duration attend = duration(form.number("attendWithinSeconds", 1, A_WEEK));
    try {
      return new ResponsePlan(name, steps, again, answers == null ? 1 : answers, attend);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("steps: " + e.getMessage());
    }
  }

  /** Reads one that was written here. */
  static ResponsePlan kept(JsonObject json) {
    return read(new Form(json, ""));
  }

  /** Whom of the staff it names. */
  static Set<UUID> named(ResponsePlan plan) {
    Set<UUID> named = new HashSet<>();
    for (Step step : plan.steps()) {
      for (Who who : step.who()) {
        if (who instanceof Who.Named(UUID staff)) {
          named.add(staff);
        }
      }
    }
    return named;
  }

  private static Step step(Form form) {
    Integer after = form.number("afterSeconds", 0, A_WEEK);
    if (after == null) {
      throw form.wrong("afterSeconds", "is missing: seconds from the press on");
    }
    return new Step(Duration.ofSeconds(after), form.objects("who", MOST_ASKED, WhoForm::read));
  }

  private static @Nullable Duration duration(@Nullable Integer seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
