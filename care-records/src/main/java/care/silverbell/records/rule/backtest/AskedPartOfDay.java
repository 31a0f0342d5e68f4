package care.silverbell.records.rule.backtest;

import care.silverbell.alerting.backtest.Proposal;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What of everybody's day is tried; the rest of it stays as it is for each person.
 *
 * @param greetingBy null where it stays
 * @param stillAtMost null where it stays
 */
record AskedPartOfDay(@Nullable LocalTime greetingBy, @Nullable Duration stillAtMost)
    implements Asked {

  /** Reads the body's greetingBy and stillAtMostMinutes. */
  static AskedPartOfDay of(Query query) {
    AskedPartOfDay asked =
        new AskedPartOfDay(AskedDay.greetingBy(query), AskedDay.stillAtMost(query));
    if (asked.greetingBy == null && asked.stillAtMost == null) {
      throw Problem.badRequest(
          "sign with low or high is needed, or greetingBy, or stillAtMostMinutes");
    }
    return asked;
  }

  @Override
  public Kind kind() {
    return Kind.DAY;
  }

  @Override
  public JsonObject json() {
    return AskedDay.partly(greetingBy, stillAtMost);
  }

  @Override
  public Proposal proposal(boolean overOwn) {
    return new Proposal.OfPartOfDay(greetingBy, stillAtMost);
  }
}
