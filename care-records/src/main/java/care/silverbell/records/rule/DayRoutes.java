package care.silverbell.records.rule;

import care.silverbell.alerting.rule.DayHours;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Role;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.Editor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The routes to how a person's day goes: when they are up, by when they are greeted (日问候), how long
 * they keep still, who goes with them, and what is agreed about a fall.
 */
public final class DayRoutes {
  private static final Set<Role> WHO_KNOWS_THEM = Set.of(Role.DESK, Role.DOCTOR);
  private static final int COMPANIONS_AT_MOST = 10;
  private static final Set<String> LANGUAGES = Set.of("zh-CN", "en");

  private final PersonDays days;
  private final InstantSource clock;
  private final Runnable changed;

  /**
   * Brings together what a day needs.
   *
   * @param changed run when one was set, so that the rules go by it at once
   */
  public DayRoutes(PersonDays days, InstantSource clock, Runnable changed) {
    this.days = days;
    this.clock = clock;
    this.changed = changed;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String path = "/api/people/:id/day";
    api.person(
        HttpMethod.GET,
        path,
        Api.SIGNED_IN,
        Aspect.NEEDS,
        (_, _, seen) -> json(days.of(seen.person())));
    api.person(HttpMethod.PUT, path, WHO_KNOWS_THEM, Aspect.NEEDS, this::set);
  }

  private JsonObject set(Account caller, Query query, Seen seen) {
    LocalTime wakes = time("wakes", query.required("wakes"));
    LocalTime sleeps = time("sleeps", query.required("sleeps"));
    if (!wakes.isBefore(sleeps)) {
      throw Problem.badRequest("wakes is earlier than sleeps");
    }
    String greeting = query.optional("greetingBy");
    PersonDays.Day day =
        new PersonDays.Day(
            new DayHours(
                wakes,
                sleeps,
                greeting == null ? null : time("greetingBy", greeting),
                still(query.body().getValue("stillAtMostMinutes"))),
            companions(query.body().getValue("companions", new JsonArray())),
            atOnce(query.body().getValue("fallAtOnce", false)),
            language(query.optional("wristLanguage")));
    days.set(seen.person(), day, Editor.of(caller), clock.instant());
    changed.run();
    return json(day);
  }

  private static LocalTime time(String name, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw Problem.badRequest(name + " is a time of the day such as 07:30");
    }
  }

  private static @Nullable Duration still(@Nullable Object minutes) {
    if (minutes == null) {
      return null;
    }
    if (minutes instanceof Integer number && number >= 60 && number <= 1440) {
      return Duration.ofMinutes(number);
    }
    throw Problem.badRequest(
        "stillAtMostMinutes is a whole number from 60 to 1440, or null for what is learnt");
  }

  private static boolean atOnce(@Nullable Object agreed) {
    if (agreed instanceof Boolean atOnce) {
      return atOnce;
    }
    throw Problem.badRequest("fallAtOnce is true or false");
  }

  private static @Nullable String language(@Nullable String tag) {
    if (tag == null || LANGUAGES.contains(tag)) {
      return tag;
    }
    throw Problem.badRequest("wristLanguage is zh-CN or en");
  }

  private static Set<PersonId> companions(Object json) {
    Set<PersonId> companions = new HashSet<>();
    try {
      JsonArray ids = (JsonArray) json;
      for (int i = 0; i < ids.size() && i <= COMPANIONS_AT_MOST; i++) {
        companions.add(PersonId.of("" + ids.getString(i)));
      }
    } catch (ClassCastException | IllegalArgumentException e) {
      throw Problem.badRequest("companions is a list of people's ids");
    }
    if (companions.size() > COMPANIONS_AT_MOST) {
      throw Problem.badRequest("companions are 10 at most");
    }
    return companions;
  }

  private static JsonObject json(PersonDays.Day day) {
    LocalTime greeting = day.hours().greetingBy();
    Duration still = day.hours().stillAtMost();
    JsonArray companions = new JsonArray();
    day.companions().stream().map(PersonId::toString).sorted().forEach(companions::add);
    return new JsonObject()
        .put("wakes", day.hours().wakes().toString())
        .put("sleeps", day.hours().sleeps().toString())
        .put("greetingBy", greeting == null ? null : greeting.toString())
        .put("stillAtMostMinutes", still == null ? null : still.toMinutes())
        .put("companions", companions)
        .put("fallAtOnce", day.fallAtOnce())
        .put("wristLanguage", day.wristLanguage());
  }
}
