package care.silverbell.records.seeking;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.rule.Course;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Role;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.incident.VisibleIncidents;
import care.silverbell.records.person.TelemetryRoutes;
import care.silverbell.records.rule.ZoneJson;
import care.silverbell.records.rule.Zones;
import care.silverbell.records.seeking.SearchCards.Card;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The routes to a search: where somebody who has left their zones is and which way they go, and the
 * cards by which others help. All of it is shut again when the search is over.
 */
public final class SearchRoutes {
  private static final Set<Role> SEARCHERS = Set.of(Role.DESK, Role.GRID, Role.FAMILY);

  /** How they came to where they were found missing. */
  private static final Duration BEFORE = Duration.ofMinutes(30);

  private static final int MOST_FIXES = 5_000;
  private static final int HOURS_AT_MOST = 24;
  private static final int HOURS = 6;
  private static final int LONGEST_CLOTHES = 300;
  private static final int LONGEST_CALL = 40;
  private static final int LONGEST_WHY = 300;

  private final SearchCards cards;
  private final VisibleIncidents incidents;
  private final IncidentDesk desk;
  private final TelemetryStore telemetry;
  private final Zones zones;
  private final UnaryOperator<String> links;
  private final InstantSource clock;

  /**
   * Brings together what a search needs.
   *
   * @param links where a card of a token is
   */
  public SearchRoutes(
      SearchCards cards,
      VisibleIncidents incidents,
      IncidentDesk desk,
      TelemetryStore telemetry,
      Zones zones,
      UnaryOperator<String> links,
      InstantSource clock) {
    this.cards = cards;
    this.incidents = incidents;
    this.desk = desk;
    this.telemetry = telemetry;
    this.zones = zones;
    this.links = links;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/incidents/:id/search", SEARCHERS, this::search);
    api.post("/api/incidents/:id/search-cards", SEARCHERS, this::make);
    api.route(
        HttpMethod.POST,
        "/api/incidents/:id/search-cards/:card/withdraw",
        SEARCHERS,
        this::withdraw);
  }

  private JsonObject search(Account caller, Query query) {
    Incident incident = searched(caller, query);
    PersonId person = Objects.requireNonNull(incident.person());
    Instant now = clock.instant();
    Instant ended = incident.resolvedAt();
    List<Location> fixes =
        telemetry.track(
            person, incident.openedAt().minus(BEFORE), ended == null ? now : ended, MOST_FIXES);
    List<Zone> standing = zones.standing(person);
    JsonArray track = new JsonArray();
    fixes.forEach(fix -> track.add(json(fix)));
    JsonArray areas = new JsonArray();
    standing.forEach(it -> areas.add(ZoneJson.area(it).put("name", it.name())));
    Course course = Course.of(fixes, now).orElse(null);
    JsonArray shown = new JsonArray();
    cards.of(incident.id()).forEach(it -> shown.add(json(it, now)));
    return new JsonObject()
        .put("since", "" + incident.openedAt())
        .put("over", incident.state().isOver())
        .put("zones", areas)
        .put("track", track)
        .put("metresBeyond", fixes.isEmpty() ? null : beyond(standing, fixes.getLast()))
        .put("kilometresPerHour", course == null ? null : tenths(course.metresPerSecond() * 3.6))
        .put(
            "heading",
            course == null || course.stands()
                ? null
                : Math.floorMod(Math.round(course.degrees()), 360))
        .put("agreed", cards.agreed(incident.id()))
        .put("cards", shown);
  }

  private JsonObject make(Account caller, Query query) {
    Incident incident = alive(searched(caller, query));
    Instant now = clock.instant();
    String clothes = text(query, "clothes", LONGEST_CLOTHES);
    String call = text(query, "call", LONGEST_CALL);
    String why = why(query, incident);
    Card card =
        cards.make(
            incident.id(),
            clothes,
            call,
            why,
            now.plus(Duration.ofHours(hours(query.body().getValue("hours", HOURS)))),
            caller,
            now);
    var _ = desk.note(incident.id(), responder(caller), "search-card", "" + card.until());
    if (why != null) {
      var _ = desk.note(incident.id(), responder(caller), "search-card-why", why);
    }
    query.context().response().setStatusCode(201);
    return json(card, now);
  }

  private JsonObject withdraw(Account caller, Query query) {
    Incident incident = searched(caller, query);
    Instant now = clock.instant();
    Card card =
        cards
            .withdraw(incident.id(), id(query.path("card")), caller, now)
            .orElseThrow(SearchRoutes::noCard);
    if (now.equals(card.withdrawnAt())) {
      var _ = desk.note(incident.id(), responder(caller), "search-card-withdrawn", null);
    }
    return json(card, now);
  }

  /** Null where the wearer has agreed; else why it cannot wait until somebody has been asked. */
  private @Nullable String why(Query query, Incident incident) {
    if (query.body().getValue("why") != null) {
      return text(query, "why", LONGEST_WHY);
    }
    if (!cards.agreed(incident.id())) {
      throw Problem.badRequest(
          "the wearer has not agreed to be shown to volunteers: say in why what cannot wait");
    }
    return null;
  }

  /** Only what is a search, and only for whom the position is open. */
  private Incident searched(Account caller, Query query) {
    VisibleIncidents.Seen seen = incidents.seen(caller, query);
    if (seen.incident().kind() != Kind.WANDERING || seen.incident().person() == null) {
      throw Problem.conflict("nobody is searched for in this incident");
    }
    if (!seen.sight().shows(Aspect.POSITION)) {
      throw Problem.forbidden("where they are is not yours to see now");
    }
    return seen.incident();
  }

  private static Incident alive(Incident incident) {
    if (incident.state().isOver()) {
      throw Problem.conflict("the search is over");
    }
    return incident;
  }

  private static int hours(@Nullable Object hours) {
    if (hours instanceof Integer number && number >= 1 && number <= HOURS_AT_MOST) {
      return number;
    }
    throw Problem.badRequest("hours is a whole number from 1 to " + HOURS_AT_MOST);
  }

  private static String text(Query query, String name, int longest) {
    String text = query.required(name);
    if (text.length() > longest) {
      throw Problem.badRequest(name + " has " + longest + " characters at most");
    }
    return text;
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw noCard();
    }
  }

  private static Problem noCard() {
    return Problem.notFound("the incident has no such card");
  }

  private static Responder responder(Account account) {
    return new Responder(account.name(), account.displayName());
  }

  private static @Nullable Long beyond(List<Zone> zones, Location fix) {
    return zones.stream()
        .map(it -> it.area().metresBeyond(fix.position()))
        .min(Double::compare)
        .map(Math::round)
        .orElse(null);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private static JsonObject json(Location fix) {
    return TelemetryRoutes.json(fix.position()).put("at", "" + fix.moment().at());
  }

  private JsonObject json(Card card, Instant now) {
    Instant withdrawn = card.withdrawnAt();
    return new JsonObject()
        .put("id", card.id().toString())
        .put("clothes", card.clothes())
        .put("call", card.call())
        .put("madeAt", "" + card.madeAt())
        .put("by", card.by())
        .put("until", "" + card.until())
        .put("withdrawnAt", withdrawn == null ? null : withdrawn.toString())
        .put("why", card.why())
        .put("link", card.isOpen(now) ? links.apply(cards.token(card)) : null);
  }
}
