package care.silverbell.records.response.reach;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.Editor;
import care.silverbell.records.response.form.Form;
import care.silverbell.records.response.reach.Owners.Owner;
import care.silverbell.records.seal.SealedWords;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * The routes to how somebody can and wants to be told: one's own; the office's to staff, contacts
 * and groups.
 */
public final class ReachRoutes {
  private final Owners owners;
  private final Robots robots;

  /** Reads and writes there. */
  public ReachRoutes(Database database, Owners owners, SealedWords words) {
    this.owners = owners;
    this.robots = new Robots(database, words);
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/me/reach", Api.SIGNED_IN, (caller, _) -> json(owners.ofAccount(caller.id())));
    api.put("/api/me/reach", Api.SIGNED_IN, this::changeOwn);
    api.get("/api/staff/:id/reach", Api.OFFICE, (_, query) -> json(staff(query)));
    api.put("/api/staff/:id/reach", Api.OFFICE, this::changeStaff);
    String contact = "/api/people/:id/contacts/:contact/reach";
    api.person(
        HttpMethod.GET,
        contact,
        Api.OFFICE,
        Aspect.FILE,
        (_, query, seen) -> contactJson(contact(query, seen)));
    api.person(HttpMethod.PUT, contact, Api.OFFICE, Aspect.FILE, this::changeContact);
    api.get("/api/grid/:id/robots", Api.ADMIN, (_, query) -> robots(query));
    api.put("/api/grid/:id/robots", Api.ADMIN, (_, query) -> changeRobots(query));
  }

  private JsonObject changeOwn(Account caller, Query query) {
    Owner owner = owners.ofAccount(caller.id());
    owners.put(owner.owner(), WishesJson.read(Form.of(query), false), Editor.of(caller));
    return json(owners.ofAccount(caller.id()));
  }

  private JsonObject changeStaff(Account caller, Query query) {
    Owner owner = staff(query);
    owners.put(owner.owner(), WishesJson.read(Form.of(query), true), Editor.of(caller));
    return json(staff(query));
  }

  /** Where {@code account} is left out, who the contact is to sign in stays as it is. */
  private JsonObject changeContact(Account caller, Query query, Seen seen) {
    Owner owner = contact(query, seen);
    Form form = Form.of(query);
    Wishes wishes = WishesJson.read(form, true);
    Editor by = Editor.of(caller);
    UUID contact = id(query, "contact");
    String account = form.optional("account");
    if (account != null && !owners.link(seen.person(), contact, account, by)) {
      throw form.wrong("account", "is none of this person's family, nor of the staff");
    }
    if (account == null && query.body().containsKey("account")) {
      owners.unlink(contact);
    }
    owners.put(owner.owner(), wishes, by);
    return contactJson(contact(query, seen));
  }

  private Owner staff(Query query) {
    return owners
        .ofStaff(id(query, "id"))
        .orElseThrow(() -> Problem.notFound("there is nobody of that id on the staff"));
  }

  private Owner contact(Query query, Seen seen) {
    return owners
        .ofContact(seen.person(), id(query, "contact"))
        .orElseThrow(() -> Problem.notFound("this person has no such contact"));
  }

  private JsonObject contactJson(Owner owner) {
    var account = owner.account();
    return json(owner).put("account", account == null ? null : account.name());
  }

  private JsonObject json(Owner owner) {
    JsonArray available = new JsonArray();
    owners.setting().available().stream().sorted().forEach(it -> available.add(it.wireName()));
    String webhook = owner.wishes().webhook();
    String topic = owner.wishes().ntfy();
    return WishesJson.write(owner.wishes())
        .put("webhook", webhook == null ? null : owners.written(webhook))
        .put("ntfy", topic == null ? null : owners.written(topic))
        .put("owner", owner.owner())
        .put("name", owner.recipient().name())
        .put("recipient", owner.recipient().id().toString())
        .put("ways", AddressJson.whole(owner.recipient(), owners::written))
        .put("available", available);
  }

  private JsonObject robots(Query query) {
    return new JsonObject()
        .put("items", robots.of(id(query, "id")).orElseThrow(ReachRoutes::noCell));
  }

  private JsonObject changeRobots(Query query) {
    if (!robots.put(id(query, "id"), Form.of(query).objects("items", Robots.MOST, Robots::read))) {
      throw noCell();
    }
    return robots(query);
  }

  private static Problem noCell() {
    return Problem.notFound("there is no such cell");
  }

  private static UUID id(Query query, String part) {
    try {
      return UUID.fromString(query.path(part));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is nothing of that id");
    }
  }
}
