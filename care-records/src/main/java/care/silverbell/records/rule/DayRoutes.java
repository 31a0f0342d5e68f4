package care.silverbell.records.rule;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Role;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.Editor;
import care.silverbell.records.rule.backtest.AskedDay;
import care.silverbell.records.rule.backtest.Trials;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
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
  private final Trials trials;
  private final InstantSource clock;
  private final Runnable changed;

  /**
   * Brings together what a day needs.
   *
   * @param changed run when one was set, so that the rules go by it at once
   */
  public DayRoutes(PersonDays days, Trials trials, InstantSource clock, Runnable changed) {
    this.days = days;
    this.trials = trials;
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
        (caller, _, seen) -> json(caller, days.kept(seen.person())));
    trials.addTo(api, path, WHO_KNOWS_THEM, Aspect.NEEDS, (query, _) -> AskedDay.of(query));
    api.person(HttpMethod.PUT, path, WHO_KNOWS_THEM, Aspect.NEEDS, this::set);
  }

  /** Whoever sets other hours has seen how often they would have rung. */
  private JsonObject set(Account caller, Query query, Seen seen) {
    AskedDay asked = AskedDay.of(query);
    PersonDays.Day day =
        new PersonDays.Day(
            asked.hours(),
            companions(query.body().getValue("companions", new JsonArray())),
            atOnce(query.body().getValue("fallAtOnce", false)),
            language(query.optional("wristLanguage")));
    boolean same = asked.hours().equals(days.kept(seen.person()).day().hours());
    JsonObject tried = same ? null : trials.seen(caller, seen.person(), asked);
    days.set(seen.person(), day, tried, Editor.of(caller), clock.instant());
    changed.run();
    return json(caller, days.kept(seen.person()));
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

  /** How often its hours would have rung is told to those who set them. */
  private static JsonObject json(Account caller, PersonDays.Kept kept) {
    PersonDays.Day day = kept.day();
    JsonArray companions = new JsonArray();
    day.companions().stream().map(PersonId::toString).sorted().forEach(companions::add);
    return new AskedDay(day.hours())
        .json()
        .put("companions", companions)
        .put("fallAtOnce", day.fallAtOnce())
        .put("wristLanguage", day.wristLanguage())
        .put("tried", WHO_KNOWS_THEM.contains(caller.role()) ? kept.tried() : null);
  }
}
