package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** The routes to a person's contacts, and to what was changed in their file. */
public final class ContactRoutes {
  private static final int PAGE = 50;

  private final Database database;
  private final People people;
  private final Contacts contacts;
  private final Changes changes;
  private final Visibility visibility;

  /** Brings together what contacts and history need. */
  public ContactRoutes(Database database, People people, Contacts contacts, Visibility visibility) {
    this.database = database;
    this.people = people;
    this.contacts = contacts;
    this.changes = new Changes(database);
    this.visibility = visibility;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/people/:id/contacts", Api.SIGNED_IN, this::list);
    api.put("/api/people/:id/contacts", Api.ADMIN, this::change);
    api.get("/api/people/:id/changes", Set.of(Role.ADMIN, Role.DOCTOR), this::changes);
  }

  private JsonObject list(Account caller, Query query) {
    return answer(query, PeopleRoutes.visibleId(visibility, caller, query));
  }

  /** Those who are and those who will be; with {@code ended=true} also those who were. */
  private JsonObject answer(Query query, PersonId id) {
    Person person =
        people.find(id).orElseThrow(() -> Problem.notFound("there is no such person for you"));
    boolean endedToo = query.text("ended").filter("true"::equals).isPresent();
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneId.systemDefault());
    Edition.tell(query, person.version());
    return new JsonObject()
        .put(
            "items",
            ContactJson.write(
                contacts.all(id).stream().filter(it -> endedToo || it.standsOn(today)).toList()));
  }

  private JsonObject change(Account caller, Query query) {
    PersonId id = PeopleRoutes.visibleId(visibility, caller, query);
    Edition edition = Edition.asked(query);
    if (query.body().getValue("contacts") == null) {
      throw Problem.badRequest("contacts is missing: the whole list, the first first");
    }
    List<Contact> wanted = ContactJson.read(query.body(), "contacts");
    database.transaction(
        "changing contacts",
        tx -> {
          edition.check(tx, id);
          contacts.put(tx, id, wanted, Editor.of(caller));
          return id;
        });
    return answer(query, id);
  }

  private JsonObject changes(Account caller, Query query) {
    PersonId id = PeopleRoutes.visibleId(visibility, caller, query);
    int limit = query.limit(PAGE);
    long before = query.number("cursor").map(Integer::longValue).orElse(Long.MAX_VALUE);
    List<Changes.Change> page = changes.list(id, before, limit + 1);
    JsonArray items = new JsonArray();
    page.stream()
        .limit(limit)
        .forEach(change ->
            items.add(
                new JsonObject()
                    .put("id", change.id())
                    .put("at", change.at().toString())
                    .put("by", change.by())
                    .put("what", change.what())
                    .put("before", change.before())
                    .put("after", change.after())));
    return new JsonObject()
        .put("items", items)
        .put("next", page.size() > limit ? Long.toString(page.get(limit - 1).id()) : null);
  }
}
