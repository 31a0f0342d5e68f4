package care.silverbell.records.http;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Role;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.signin.FrontDoor;
import care.silverbell.records.signin.Invitations;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes by which a family comes in: the office invites, the invited one joins. */
public final class InvitationRoutes {
  private final Invitations invitations;
  private final FrontDoor door;
  private final SessionRoutes sessions;
  private final ClientAddress addresses;

  /** Whoever joins is signed in by {@code sessions}. */
  public InvitationRoutes(
      Invitations invitations, FrontDoor door, SessionRoutes sessions, ClientAddress addresses) {
    this.invitations = invitations;
    this.door = door;
    this.sessions = sessions;
    this.addresses = addresses;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.person(
        HttpMethod.POST, "/api/people/:id/invitations", Api.OFFICE, Aspect.FILE, this::invite);
    api.person(
        HttpMethod.GET,
        "/api/people/:id/invitations",
        Api.OFFICE,
        Aspect.FILE,
        (_, _, seen) -> list(seen));
    api.person(
        HttpMethod.DELETE,
        "/api/people/:id/invitations/:invitation",
        Api.OFFICE,
        Aspect.FILE,
        this::withdraw);
    api.open(HttpMethod.POST, "/api/invitations/redeem", this::redeem);
  }

  private JsonObject invite(Account caller, Query query, Seen seen) {
    String relation = query.required("relation");
    String name = query.required("name");
    try {
      Invitations.Made made = invitations.invite(caller, seen.person(), relation, name);
      query.context().response().setStatusCode(201);
      return new JsonObject().put("code", made.code()).put("expires", made.expires().toString());
    } catch (DatabaseTrouble e) {
      if (e.reason() == DatabaseTrouble.Reason.POINTS_NOWHERE) {
        throw Problem.notFound("there is no such person");
      }
      throw e;
    }
  }

  private JsonObject list(Seen seen) {
    JsonArray items = new JsonArray();
    for (Invitations.Standing it : invitations.of(seen.person())) {
      items.add(
          new JsonObject()
              .put("id", it.id().toString())
              .put("name", it.name())
              .put("relation", it.relation())
              .put("by", it.by())
              .put("created", it.created().toString())
              .put("expires", it.expires().toString())
              .put("state", it.state().name().toLowerCase(Locale.ROOT))
              .put("since", it.since() == null ? null : it.since().toString())
              .put("who", it.who()));
    }
    return new JsonObject().put("items", items);
  }

  private @Nullable JsonObject withdraw(Account caller, Query query, Seen seen) {
    try {
      UUID invitation = UUID.fromString(query.path("invitation"));
      if (invitations.withdraw(caller, seen.person(), invitation)) {
        return null;
      }
    } catch (IllegalStateException e) {
      throw Problem.conflict("" + e.getMessage());
    } catch (IllegalArgumentException e) {
      // an id that is none: said below
    }
    throw Problem.notFound("there is no such invitation");
  }

  private JsonObject redeem(Query query) {
    String code = query.required("code");
    Optional<Account> here = sessions.signedIn(query);
    if (here.isPresent() && query.body().fieldNames().equals(Set.of("code"))) {
      return join(query, code, here.get());
    }
    String name = query.required("account");
    String display = query.required("name");
    String password = query.required("password");
    AccountRoutes.fit(name, display);
    OwnAccountRoutes.refuse(name, display, password);
    Invitations.Open invitation = invitation(query, code);
    try {
      Account account =
          invitations
              .redeem(invitation, name, display, password)
              .orElseThrow(InvitationRoutes::unknown);
      query.context().response().setStatusCode(201);
      return sessions.enter(query, account);
    } catch (DatabaseTrouble e) {
      if (e.isDuplicate()) {
        throw Problem.conflict("there is an account of that name; choose another");
      }
      throw e;
    }
  }

  private JsonObject join(Query query, String code, Account family) {
    if (family.role() != Role.FAMILY) {
      throw Problem.conflict("an account of the office is nobody's family; sign out first");
    }
    try {
      if (!invitations.join(invitation(query, code), family)) {
        throw unknown();
      }
    } catch (IllegalArgumentException e) {
      throw Problem.conflict(
          "the code is for that person's own account; sign out, and join with it anew");
    }
    return sessions.me(query, family);
  }

  private Invitations.Open invitation(Query query, String code) {
    String address = ClientAddress.network(addresses.of(query.context().request()));
    return SessionRoutes.counted(
            query, () -> door.guessFrom(address, "invitation", () -> invitations.open(code)))
        .orElseThrow(InvitationRoutes::unknown);
  }

  private static Problem unknown() {
    return Problem.notFound(
        "the code is not right, was used or withdrawn already, or is older than 7 days; ask the office for another");
  }
}
