package care.silverbell.records.person;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The routes to people and their files. */
public final class PeopleRoutes {
  private static final int PAGE = 50;
  private static final LocalDate NOBODY_IS_OLDER = LocalDate.of(1880, 1, 1);

  private final People people;
  private final Visibility visibility;

  /** Brings together what the file of a person needs. */
  public PeopleRoutes(People people, Visibility visibility) {
    this.people = people;
    this.visibility = visibility;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/people", Api.SIGNED_IN, this::list);
    api.post("/api/people", Api.ADMIN, this::add);
    api.get(
        "/api/people/:id",
        Api.SIGNED_IN,
        (caller, query) -> PersonJson.whole(visible(caller, query)));
    api.put("/api/people/:id", Api.ADMIN, this::change);
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
    List<Person> page = people.list(caller, query.text("q").orElse(""), offset, limit + 1);
    JsonArray items = new JsonArray();
    page.stream().limit(limit).map(PersonJson::summary).forEach(items::add);
    return new JsonObject()
        .put("items", items)
        .put("next", page.size() > limit ? Integer.toString(offset + limit) : null);
  }

  private JsonObject add(Account caller, Query query) {
    PersonId id = new PersonId(UUID.randomUUID());
    people.put(id, draft(query));
    query.context().response().setStatusCode(201).putHeader("Location", "/api/people/" + id);
    return PersonJson.whole(people.find(id).orElseThrow());
  }

  private JsonObject change(Account caller, Query query) {
    PersonId id = visibleId(visibility, caller, query);
    people.put(id, draft(query));
    return PersonJson.whole(people.find(id).orElseThrow());
  }

  private Person visible(Account caller, Query query) {
    return people
        .find(visibleId(visibility, caller, query))
        .orElseThrow(() -> Problem.notFound("there is no such person for you"));
  }

  private People.Draft draft(Query query) {
    People.Draft draft = PersonJson.draft(query);
    if (!people.isCell(draft.cell())) {
      throw Problem.badRequest("cell is not the id of a grid cell");
    }
    if (draft.doctor() != null && !people.isDoctor(draft.doctor())) {
      throw Problem.badRequest("doctor is not the account of a doctor");
    }
    if (draft.birthDate().isAfter(Instant.now().atZone(java.time.ZoneOffset.UTC).toLocalDate())) {
      throw Problem.badRequest("birthDate lies in the future");
    }
    if (draft.birthDate().isBefore(NOBODY_IS_OLDER)) {
      throw Problem.badRequest("birthDate lies before " + NOBODY_IS_OLDER);
    }
    return draft;
  }

  private static PersonId id(String text) {
    try {
      return PersonId.of(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is no such person for you");
    }
  }
}
