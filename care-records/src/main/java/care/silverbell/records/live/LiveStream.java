package care.silverbell.records.live;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentListener;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.intake.ReadingListener;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.repeating.Repeating;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.AccessLog.Look;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Policy;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sessions;
import care.silverbell.records.access.Sight;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.incident.IncidentJson;
import care.silverbell.records.person.People;
import care.silverbell.records.person.Person;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-Sent Events to open pages: incidents at once, readings at most once a second for each
 * person. It is a courtesy, not a record: whoever reconnects is first sent every open incident.
 */
public final class LiveStream implements IncidentListener, ReadingListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
  private static final Duration READINGS_EVERY = Duration.ofSeconds(1);
  private static final Duration CHECKED_EVERY = Duration.ofSeconds(15);

  /** As the access log names it. */
  private static final String LOOKED_AT = "live";

  private static final int MOST_OPEN = 1_000;

  private final Database database;
  private final IncidentStore store;
  private final People people;
  private final IncidentJson json;
  private final Visibility visibility;
  private final Sessions sessions;
  private final AccessLog accessLog;
  private final InstantSource clock;
  private final Timer callToScreen;
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private final Map<PersonId, NewestReadings> fresh = new ConcurrentHashMap<>();
  private final Repeating sending;
  private final Repeating checking;
  private volatile Runnable pagesChanged = () -> {};

  /**
   * Brings together what a stream needs.
   *
   * @param database the calls' own pool: what a press shows must not wait behind charts
   */
  public LiveStream(
      Database database,
      IncidentStore store,
      People people,
      Oversight oversight,
      Sessions sessions,
      InstantSource clock,
      MeterRegistry registry) {
    this.database = database;
    this.store = store;
    this.people = people;
    json = new IncidentJson(people);
    visibility = oversight.visibility();
    this.sessions = sessions;
    accessLog = oversight.log();
    this.clock = clock;
    callToScreen =
        Timer.builder("silverbell.call.to.screen")
            .description("From the receipt of a call to its writing on the live streams")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(registry);
    registry.gauge("silverbell.live.streams", viewers, Set::size);
    sending =
        Repeating.every(
            READINGS_EVERY, "live-readings", "readings cannot be shown live", this::sendFresh);
    checking =
        Repeating.every(
            CHECKED_EVERY, "live-check", "who looks at live pages cannot be checked", this::check);
  }

  /** Adds the route. */
  public void addTo(Api api) {
    api.route(HttpMethod.GET, "/api/live", Api.SIGNED_IN, this::open);
  }

  /** Whether that account has a page open that takes what it is sent. */
  public boolean isOpen(UUID account) {
    return viewers.stream().anyMatch(it -> it.account().id().equals(account) && !it.isBehind());
  }

  /**
   * Says whom to tell when pages have been opened or closed.
   *
   * @param told never blocks
   */
  void whenPagesChange(Runnable told) {
    pagesChanged = told;
  }

  /** The accounts that have a page open. */
  public Set<UUID> openAccounts() {
    return viewers.stream().map(it -> it.account().id()).collect(Collectors.toUnmodifiableSet());
  }

  /** Shows the incident as it is on disk, to those who look; another instance has changed it. */
  public void showAnew(IncidentId id) {
    if (viewers.isEmpty()) {
      return;
    }
    store.find(id).ifPresent(it -> expect(it.person()).show(it, Optional.empty()));
  }

  /** Shows what has changed since the line of that number, to those who look. */
  public void showMissed(long sequence) {
    if (!viewers.isEmpty()) {
      store
          .changedSince(IncidentStore.Scope.ALL, sequence, MOST_OPEN)
          .forEach(it -> expect(it.person()).show(it, Optional.empty()));
    }
  }

  /**
   * Looks again at what each page may show of the person; a page that showed more or less is
   * closed, so that it reads anew.
   *
   * @param person null for everybody
   */
  public void lookAgain(@Nullable PersonId person) {
    for (Viewer viewer : viewers) {
      if (person == null) {
        Map<PersonId, Sight> now = visibility.sights(viewer.account());
        if (!viewer.sees(now)) {
          viewer.close();
        }
      } else if (viewer.account().role().seesByConsent()
          && viewer.sightOf(person).isPresent()
          && !viewer.sightOf(person).equals(visibility.sight(viewer.account(), person))) {
        viewer.close();
      }
    }
  }

  @Override
  public boolean isHeard() {
    return !viewers.isEmpty();
  }

  @Override
  public Showing expect(@Nullable PersonId person) {
    Audience audience = new Audience(database, people, person);
    if (!viewers.isEmpty()) {
      audience.lookUp();
    }
    return (incident, heardAt) -> show(audience, incident, heardAt);
  }

  /**
   * Looks up and writes all that showing the incident would need, and shows it to nobody.
   *
   * @param somebody whose file is looked up, for an incident that never was is nobody's
   */
  public void rehearse(Incident incident, PersonId somebody) {
    Audience audience = new Audience(database, people, somebody);
    audience.lookUp();
    Map<PersonId, Person> known = new HashMap<>();
    audience.known().values().forEach(it -> known.put(incident.person(), it));
    Sight sight = Policy.ofUnknownCaller(Role.DESK);
    var _ = event(incident.sequence(), json.of(incident, known, sight));
  }

  private void show(Audience audience, Incident incident, Optional<Instant> heardAt) {
    try {
      if (viewers.isEmpty()) {
        return;
      }
      audience.lookUp(); // where the first page was opened only just now
      show(incident, audience);
      heardAt.ifPresent(at -> callToScreen.record(Duration.between(at, clock.instant())));
    } catch (Exception e) {
      log.error(
          "incident {} could not be shown live; pages are closed so that they read anew",
          incident.id(),
          e);
      viewers.forEach(Viewer::close);
    }
  }

  private void show(Incident incident, Audience audience) {
    Map<Sight, String> events = new HashMap<>();
    List<Look> looks = new ArrayList<>();
    for (Viewer viewer : viewers) {
      Optional<Sight> sight = audience.sightOf(viewer.account(), incident);
      if (sight.isPresent()) {
        Map<PersonId, Person> known = audience.known();
        viewer.send(
            events.computeIfAbsent(
                sight.get(), it -> event(incident.sequence(), json.of(incident, known, it))));
        PersonId person = incident.person();
        if (person != null) {
          viewer.seesNow(person, sight.get());
          looks.add(new Look(person, viewer.account(), LOOKED_AT, sight.get().purpose()));
        }
      }
    }
    var _ = accessLog.note(looks);
  }

  @Override
  public void onReadings(List<Reading> readings) {
    if (viewers.isEmpty()) {
      return;
    }
    for (Reading reading : readings) {
      fresh.merge(reading.person(), NewestReadings.of(reading), NewestReadings::and);
    }
  }

  @Override
  public void close() {
    sending.close();
    checking.close();
    viewers.forEach(Viewer::close);
  }

  private @Nullable Object open(Account caller, Query query) {
    HttpServerResponse response = query.context().response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    String token =
        Api.token(query.context()).orElseThrow(() -> Problem.unauthorized("sign in first"));
    Viewer viewer = new Viewer(caller, token, response, visibility.sights(caller));
    response.closeHandler(_ -> forget(viewer));
    response.exceptionHandler(_ -> forget(viewer));
    var _ =
        response.write(
            "event: hello\ndata: "
                + new JsonObject().put("at", "" + clock.instant()).encode()
                + "\n\n");
    viewers.add(viewer);
    pagesChanged.run();
    if (response.closed()) {
      forget(viewer);
    }
    try {
      viewer.begin(events(caller, open(caller, lastEvent(query))));
    } catch (RuntimeException e) {
      forget(viewer);
      viewer.close();
      throw e;
    }
    return null;
  }

  private void forget(Viewer viewer) {
    if (viewers.remove(viewer)) {
      pagesChanged.run();
    }
  }

  /**
   * Everything that is open, and, for a page that comes back, everything else that has changed
   * since.
   */
  private List<Incident> open(Account caller, Optional<Long> lastEvent) {
    IncidentStore.Scope scope = visibility.incidentsOf(caller);
    Map<IncidentId, Incident> incidents = new LinkedHashMap<>();
    lastEvent.ifPresent(last ->
        store.changedSince(scope, last, MOST_OPEN).forEach(it -> incidents.put(it.id(), it)));
    store
        .list(scope, true, IncidentStore.Lines.ALL, Optional.empty(), MOST_OPEN)
        .reversed()
        .forEach(it -> incidents.put(it.id(), it));
    return List.copyOf(incidents.values());
  }

  private List<String> events(Account caller, List<Incident> incidents) {
    List<PersonId> people =
        incidents.stream().map(Incident::person).filter(Objects::nonNull).distinct().toList();
    Map<PersonId, Sight> sights = visibility.sightsOfCalls(caller, people);
    Map<PersonId, Person> known = this.people.findAll(people);
    List<String> events = new ArrayList<>();
    for (Incident incident : incidents) {
      PersonId person = incident.person();
      Sight sight = person == null ? Policy.ofUnknownCaller(caller.role()) : sights.get(person);
      if (sight != null) {
        events.add(event(incident.sequence(), json.of(incident, known, sight)));
      }
    }
    accessLog.note(caller, LOOKED_AT, sights).awaitKept();
    return events;
  }

  private static Optional<Long> lastEvent(Query query) {
    try {
      return Optional.ofNullable(query.context().request().getHeader("Last-Event-ID"))
          .filter(it -> !it.isBlank())
          .map(Long::parseLong);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String event(long sequence, JsonObject incident) {
    return "event: incident\nid: " + sequence + "\ndata: " + incident.encode() + "\n\n";
  }

  /** A look that lasts is one look a minute, as the log has it. */
  private void sendFresh() {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    List<Look> looks = new ArrayList<>();
    for (PersonId person : List.copyOf(fresh.keySet())) {
      NewestReadings newest = fresh.remove(person);
      for (Viewer viewer : viewers) {
        Optional<Sight> sight = viewer.sightOf(person);
        String events = newest == null || sight.isEmpty() ? "" : newest.events(person, sight.get());
        if (!events.isEmpty() && !viewer.isBehind()) {
          viewer.send(events);
          if (viewer.looksAnew(person, minute)) {
            looks.add(new Look(person, viewer.account(), LOOKED_AT, sight.get().purpose()));
          }
        }
      }
    }
    var _ = accessLog.note(looks);
  }

  /**
   * Keeps quiet connections open, closes those who have signed out, and looks anew at whom each may
   * see.
   */
  private void check() {
    for (Viewer viewer : viewers) {
      if (sessions.accountOf(viewer.token()).isEmpty()) {
        viewer.close();
      } else {
        viewer.seesNow(visibility.sights(viewer.account()));
        viewer.send(": still here\n\n");
      }
    }
  }
}
