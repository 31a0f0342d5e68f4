package care.silverbell.records.rule.backtest;

import care.silverbell.alerting.backtest.Proposal;
import care.silverbell.alerting.rule.DayHours;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** How a person's day goes, as a request asks for it. */
public record AskedDay(DayHours hours) implements Asked {

  /** Reads the body's wakes, sleeps, greetingBy and stillAtMostMinutes. */
  public static AskedDay of(Query query) {
    LocalTime wakes = time("wakes", query.required("wakes"));
    LocalTime sleeps = time("sleeps", query.required("sleeps"));
    if (!wakes.isBefore(sleeps)) {
      throw Problem.badRequest("wakes is earlier than sleeps");
    }
    return new AskedDay(new DayHours(wakes, sleeps, greetingBy(query), stillAtMost(query)));
  }

  static @Nullable LocalTime greetingBy(Query query) {
    String time = query.optional("greetingBy");
    return time == null ? null : time("greetingBy", time);
  }

  static @Nullable Duration stillAtMost(Query query) {
    Object minutes = query.body().getValue("stillAtMostMinutes");
    if (minutes == null) {
      return null;
    }
    if (minutes instanceof Integer number && number >= 60 && number <= 1440) {
      return Duration.ofMinutes(number);
    }
    throw Problem.badRequest(
        "stillAtMostMinutes is a whole number from 60 to 1440, or null for what is learnt");
  }

  private static LocalTime time(String name, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw Problem.badRequest(name + " is a time of the day such as 07:30");
    }
  }

  @Override
  public Kind kind() {
    return Kind.DAY;
  }

  @Override
  public JsonObject json() {
    return new JsonObject()
        .put("wakes", hours.wakes().toString())
        .put("sleeps", hours.sleeps().toString())
        .mergeIn(partly(hours.greetingBy(), hours.stillAtMost()));
  }

  static JsonObject partly(@Nullable LocalTime greetingBy, @Nullable Duration stillAtMost) {
    return new JsonObject()
        .put("greetingBy", greetingBy == null ? null : greetingBy.toString())
        .put("stillAtMostMinutes", stillAtMost == null ? null : stillAtMost.toMinutes());
  }

  @Override
  public Proposal proposal(boolean overOwn) {
    return new Proposal.OfWholeDay(hours);
  }
}
