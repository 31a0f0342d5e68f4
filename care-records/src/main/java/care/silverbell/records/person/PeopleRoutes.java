package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sight;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.grid.Cells;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to people and their files. */
public final class PeopleRoutes {
  private static final int PAGE = 50;
  private static final int LONGEST_REASON = 500;

  /** A doctor writes what is wrong with those on their list. */
  private static final Set<Role> KEEPERS = Set.of(Role.ADMIN, Role.DESK, Role.DOCTOR);

  private final Database database;
  private final People people;
  private final Contacts contacts;
  private final Visibility visibility;
  private final AccessLog log;
  private final Runnable whenBandsChange;

  /**
   * Brings together what the file of a person needs.
   *
   * @param whenBandsChange told when closing a file took a band off
   */
  public PeopleRoutes(
      Database database,
      People people,
      Contacts contacts,
      Oversight oversight,
      Runnable whenBandsChange) {
    this.database = database;
    this.people = people;
    this.contacts = contacts;
    visibility = oversight.visibility();
    log = oversight.log();
    this.whenBandsChange = whenBandsChange;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/people", Api.SIGNED_IN, this::list);
    api.post("/api/people", Api.OFFICE, this::add);
    api.person(
        HttpMethod.GET,
        "/api/people/:id",
        Api.SIGNED_IN,
        Aspect.IDENTITY,
        (_, query, seen) -> whole(query, seen));
    api.person(HttpMethod.PUT, "/api/people/:id", KEEPERS, Aspect.IDENTITY, this::change);
    api.person(
        HttpMethod.POST,
        "/api/people/:id/resident-id",
        Api.OFFICE,
        Aspect.FILE,
        PeopleRoutes::reason,
        (_, _, seen) -> residentId(seen));
  }

  private JsonObject list(Account caller, Query query) {
    int limit = query.limit(PAGE);
    int offset = query.number("cursor").orElse(0);
    boolean closedToo = query.text("closed").filter("true"::equals).isPresent();
    People.Search search = new People.Search(query.text("q").orElse(""), closedToo);
    People.Page found = people.list(caller, search, offset, limit + 1);
    List<Person> page = found.people();
    JsonArray items = new JsonArray();
    Map<PersonId, Sight> sights =
        visibility.sights(caller, page.stream().limit(limit).map(Person::id).toList());
    AccessLog.Noting noting = log.note(caller, "list", sights);
    for (Person person : page) {
      Sight sight = items.size() < limit ? sights.get(person.id()) : null;
      if (sight != null) {
        items.add(PersonView.of(PersonJson.summary(person), sight));
      }
    }
    noting.awaitKept();
    return new JsonObject()
        .put("items", items)
        .put("total", found.total())
        .put("next", page.size() > limit ? Integer.toString(offset + limit) : null);
  }

  private JsonObject add(Account caller, Query query) {
    PersonId id = new PersonId(UUID.randomUUID());
    Editor by = Editor.of(caller);
    said(() ->
        database.transaction(
            "adding a person",
            tx -> {
              write(tx, id, query.body(), null, by);
              return id;
            }));
    query.context().response().setStatusCode(201).putHeader("Location", "/api/people/" + id);
    Sight sight =
        visibility.sight(caller, id).orElseThrow(() -> new IllegalStateException("not seen"));
    return whole(query, new Seen(id, sight));
  }

  private JsonObject change(Account caller, Query query, Seen seen) {
    PersonId id = seen.person();
    Editor by = Editor.of(caller);
    Edition edition = Edition.asked(query);
    PersonView.check(query.body(), seen.sight());
    said(() ->
        database.transaction(
            "changing a person",
            tx -> {
              edition.check(tx, id);
              write(tx, id, query.body(), people.hold(tx, id).orElseThrow(), by);
              return id;
            }));
    whenBandsChange.run();
    return whole(query, seen);
  }

  private static String reason(Query query) {
    String reason = query.required("reason");
    if (reason.length() > LONGEST_REASON) {
      throw Problem.badRequest("reason has " + LONGEST_REASON + " characters at most");
    }
    return reason;
  }

  /** Whole, for one who has a reason: the one place where the number leaves the service. */
  private JsonObject residentId(Seen seen) {
    ResidentId number =
        people
            .find(seen.person())
            .map(person -> person.file().identity().residentId())
            .orElse(null);
    if (number == null) {
      throw Problem.notFound("no resident id number is kept of this person");
    }
    return new JsonObject().put("residentId", number.number());
  }

  private void write(
      SqlConnection tx, PersonId id, JsonObject body, @Nullable PersonFile present, Editor by) {
    PersonFile file =
        FileJson.read(
            body,
            present,
            LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC),
            house -> Cells.at(tx, house.latitude(), house.longitude()).map(Cells.Found::id));
    if (!People.isCell(tx, file.home().cell())) {
      throw Problem.badRequest("cell is not the id of a grid cell");
    }
    if (file.doctor() != null && !People.isDoctor(tx, file.doctor())) {
      throw Problem.badRequest("doctor is not the account of a doctor");
    }
    people.put(tx, id, file, by);
    if (body.containsKey("contacts")) {
      List<Contact> wanted = ContactJson.read(body, "contacts");
      boolean whole = new Fields(body).flag("contactsToCome");
      contacts.put(tx, id, whole ? wanted : contacts.withThoseToCome(tx, id, wanted), by);
    }
  }

  /** Tells which number it is that another person has already. */
  private static void said(Runnable writing) {
    try {
      writing.run();
    } catch (DatabaseTrouble e) {
      if (!e.isDuplicate()) {
        throw e;
      }
      String what = ("" + e.getMessage()).contains("person_code_key") ? "code" : "residentId";
      throw Problem.conflict(what + " is kept of another person already: find them by it first");
    }
  }

  private JsonObject whole(Query query, Seen seen) {
    Person person =
        people
            .find(seen.person())
            .orElseThrow(() -> Problem.notFound("there is no such person for you"));
    Edition.tell(query, person.version());
    return PersonView.whole(PersonJson.whole(person, contacts.serving(person.id())), seen.sight());
  }
}
