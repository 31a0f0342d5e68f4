package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;

/** The routes to a person's contacts, and to what was changed in their file. */
public final class ContactRoutes {
  private static final int PAGE = 50;

  private final Database database;
  private final People people;
  private final Contacts contacts;
  private final Changes changes;

  /** Brings together what contacts and history need. */
  public ContactRoutes(Database database, People people, Contacts contacts) {
    this.database = database;
    this.people = people;
    this.contacts = contacts;
    this.changes = new Changes(database);
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String path = "/api/people/:id/contacts";
    api.person(
        HttpMethod.GET,
        path,
        Api.SIGNED_IN,
        Aspect.HOME,
        (_, query, seen) -> answer(query, seen.person()));
    api.person(HttpMethod.PUT, path, Api.OFFICE, Aspect.FILE, this::change);
    api.person(
        HttpMethod.GET,
        "/api/people/:id/changes",
        Api.OFFICE,
        Aspect.FILE,
        (_, query, seen) -> changes(query, seen));
  }

  /** Those who are and those who will be; with {@code ended=true} also those who were. */
  private JsonObject answer(Query query, PersonId id) {
    Person person =
        people.find(id).orElseThrow(() -> Problem.notFound("there is no such person for you"));
    boolean endedToo = query.text("ended").filter("true"::equals).isPresent();
    LocalDate today = contacts.today();
    Edition.tell(query, person.version());
    return new JsonObject()
        .put(
            "items",
            ContactJson.write(
                contacts.all(id).stream().filter(it -> endedToo || it.standsOn(today)).toList()));
  }

  private JsonObject change(Account caller, Query query, Seen seen) {
    PersonId id = seen.person();
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

  /** What was changed of parts that are shut to the caller is left out, before and after. */
  private JsonObject changes(Query query, Seen seen) {
    PersonId id = seen.person();
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
                    .put("before", PersonView.of(change.before(), seen.sight()))
                    .put("after", PersonView.of(change.after(), seen.sight()))));
    return new JsonObject()
        .put("items", items)
        .put("next", page.size() > limit ? Long.toString(page.get(limit - 1).id()) : null);
  }
}
