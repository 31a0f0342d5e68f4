package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to people and their files. */
public final class PeopleRoutes {
  private static final int PAGE = 50;

  private final Database database;
  private final People people;
  private final Contacts contacts;
  private final Visibility visibility;
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
      Visibility visibility,
      Runnable whenBandsChange) {
    this.database = database;
    this.people = people;
    this.contacts = contacts;
    this.visibility = visibility;
    this.whenBandsChange = whenBandsChange;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/people", Api.SIGNED_IN, this::list);
    api.post("/api/people", Api.ADMIN, this::add);
    api.get(
        "/api/people/:id",
        Api.SIGNED_IN,
        (caller, query) -> whole(query, visibleId(visibility, caller, query)));
    api.put("/api/people/:id", Api.ADMIN, this::change);
    api.post("/api/people/:id/resident-id", Api.ADMIN, this::residentId);
  }

  /**
   * The person of the path, if the caller may see them; otherwise it is as if there were none.
   *
   * @throws Problem 404
   */
  public static PersonId visibleId(Visibility visibility, Account caller, Query query) {
    PersonId id = id(query.path("id"));
    if (!visibility.maySee(caller, id)) {
      throw Problem.notFound("there is no such person for you");
    }
    return id;
  }

  private JsonObject list(Account caller, Query query) {
    int limit = query.limit(PAGE);
    int offset = query.number("cursor").orElse(0);
    boolean closedToo = query.text("closed").filter("true"::equals).isPresent();
    People.Search search = new People.Search(query.text("q").orElse(""), closedToo);
    List<Person> page = people.list(caller, search, offset, limit + 1);
    JsonArray items = new JsonArray();
    page.stream().limit(limit).map(PersonJson::summary).forEach(items::add);
    return new JsonObject()
        .put("items", items)
        .put("total", people.count(caller, search))
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
    return whole(query, id);
  }

  private JsonObject change(Account caller, Query query) {
    PersonId id = visibleId(visibility, caller, query);
    Editor by = Editor.of(caller);
    Edition edition = Edition.asked(query);
    said(() ->
        database.transaction(
            "changing a person",
            tx -> {
              edition.check(tx, id);
              write(tx, id, query.body(), people.hold(tx, id).orElseThrow(), by);
              return id;
            }));
    whenBandsChange.run();
    return whole(query, id);
  }

  /** Whole, for one who has a reason: the one place where the number leaves the service. */
  private JsonObject residentId(Account caller, Query query) {
    PersonId id = visibleId(visibility, caller, query);
    query.required("reason");
    ResidentId number =
        people.find(id).map(person -> person.file().identity().residentId()).orElse(null);
    if (number == null) {
      throw Problem.notFound("no resident id number is kept of this person");
    }
    return new JsonObject().put("residentId", number.number());
  }

  private void write(
      SqlConnection tx, PersonId id, JsonObject body, @Nullable PersonFile present, Editor by) {
    PersonFile file =
        FileJson.read(body, present, LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC));
    if (!People.isCell(tx, file.home().cell())) {
      throw Problem.badRequest("cell is not the id of a grid cell");
    }
    if (file.doctor() != null && !People.isDoctor(tx, file.doctor())) {
      throw Problem.badRequest("doctor is not the account of a doctor");
    }
    people.put(tx, id, file, by);
    if (body.containsKey("contacts")) {
      contacts.put(tx, id, ContactJson.read(body, "contacts"), by);
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

  private JsonObject whole(Query query, PersonId id) {
    Person person =
        people.find(id).orElseThrow(() -> Problem.notFound("there is no such person for you"));
    Edition.tell(query, person.version());
    return PersonJson.whole(person);
  }

  private static PersonId id(String text) {
    try {
      return PersonId.of(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is no such person for you");
    }
  }
}
