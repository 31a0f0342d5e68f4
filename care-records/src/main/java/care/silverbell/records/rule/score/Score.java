package care.silverbell.records.rule.score;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How one rule did on one kind of truth.
 *
 * @param rule its name
 * @param question what was asked of it
 * @param personDays how long the recordings are
 * @param labelled how many episodes are true
 * @param found how many of them were found
 * @param begun how many of them began within the slack of the true beginning; the others were
 *     ringing already, as part of a longer finding
 * @param findings how often the rule rang
 * @param wrong how often it rang where nothing is true
 * @param delays of those found that did not ring already, from when they could be known
 */
public record Score(
    String rule,
    String question,
    double personDays,
    int labelled,
    int found,
    int begun,
    int findings,
    int wrong,
    List<Duration> delays) {

  /** True episodes that were not found. */
  public int missed() {
    return labelled - found;
  }

  /** The share of the true that was found; 1 where nothing is true. */
  public double recall() {
    return labelled == 0 ? 1 : (double) found / labelled;
  }

  /** The share of what rang that is true; 1 where nothing rang. */
  public double precision() {
    return findings == 0 ? 1 : (double) (findings - wrong) / findings;
  }

  /** How often a person is rung for nothing in a day. */
  public double wrongPerPersonDay() {
    return personDays == 0 ? 0 : wrong / personDays;
  }

  private Duration delay(double part) {
    if (delays.isEmpty()) {
      return Duration.ZERO;
    }
    List<Duration> sorted = delays.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size()));
  }

  /** Half of those found came sooner. */
  public Duration medianDelay() {
    return delay(0.5);
  }

  /** None of those found came later. */
  public Duration worstDelay() {
    return delay(1);
  }

  /** For machines. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("rule", rule)
        .put("question", question)
        .put("personDays", rounded(personDays))
        .put("labelled", labelled)
        .put("found", found)
        .put("missed", missed())
        .put("begun", begun)
        .put("findings", findings)
        .put("false", wrong)
        .put("falsePerPersonDay", rounded(wrongPerPersonDay()))
        .put("recall", rounded(recall()))
        .put("precision", rounded(precision()))
        .put("medianDelaySeconds", medianDelay().toSeconds())
        .put("worstDelaySeconds", worstDelay().toSeconds());
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  /** A table for people. */
  public static List<String> table(List<Score> scores) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-12s %-52s %8s %6s %6s %6s %6s %8s %6s %7s %7s %7s %7s",
            "rule",
            "question",
            "days",
            "true",
            "found",
            "missed",
            "begun",
            "findings",
            "false",
            "per day",
            "precis.",
            "median",
            "worst"));
    for (Score it : scores) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-12s %-52s %8.1f %6d %6d %6d %6d %8d %6d %7.3f %7.3f %5d s %5d s",
              it.rule,
              it.question,
              it.personDays,
              it.labelled,
              it.found,
              it.missed(),
              it.begun,
              it.findings,
              it.wrong,
              it.wrongPerPersonDay(),
              it.precision(),
              it.medianDelay().toSeconds(),
              it.worstDelay().toSeconds()));
    }
    return lines;
  }
}
