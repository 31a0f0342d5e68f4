package care.silverbell.records.http;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.signin.FrontDoor;
import care.silverbell.records.signin.Invitations;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

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

  private JsonObject redeem(Query query) {
    String code = query.required("code");
    String name = query.required("account");
    String display = query.required("name");
    String password = query.required("password");
    AccountRoutes.fit(name, display);
    OwnAccountRoutes.refuse(name, display, password);
    String address = ClientAddress.network(addresses.of(query.context().request()));
    Invitations.Open invitation =
        SessionRoutes.counted(
                query, () -> door.guessFrom(address, "invitation", () -> invitations.open(code)))
            .orElseThrow(InvitationRoutes::unknown);
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

  private static Problem unknown() {
    return Problem.notFound(
        "the code is not right, was used already, or is older than 7 days; ask the office for another");
  }
}
