package care.silverbell.records.http;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to accounts: who may sign in, as what, and whom they are there for. */
public final class AccountRoutes {
  private static final int SHORTEST_PASSWORD = 10;

  private final Accounts accounts;

  /** Reads and writes the accounts. */
  public AccountRoutes(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/accounts", Api.ADMIN, (_, _) -> list());
    api.post("/api/accounts", Api.ADMIN, (_, query) -> add(query));
  }

  private JsonObject list() {
    JsonArray items = new JsonArray();
    accounts.list().forEach(account -> items.add(json(account)));
    return new JsonObject().put("items", items);
  }

  private JsonObject add(Query query) {
    String password = query.required("password");
    if (password.length() < SHORTEST_PASSWORD) {
      throw Problem.badRequest("a password has " + SHORTEST_PASSWORD + " characters at least");
    }
    Role role = role(query.required("role"));
    UUID cell = id(query.optional("cell"), "cell");
    if (role == Role.GRID && cell == null) {
      throw Problem.badRequest("a grid worker has a cell: the id of a grid cell");
    }
    try {
      Account account =
          accounts.add(
              query.required("account"),
              query.required("name"),
              role,
              password,
              cell,
              people(query));
      query.context().response().setStatusCode(201);
      return json(account);
    } catch (DatabaseTrouble e) {
      throw switch (e.reason()) {
        case THERE_ALREADY -> Problem.conflict("there is an account of that name");
        case POINTS_NOWHERE -> Problem.badRequest("cell or people is not the id of anything");
        case OTHER -> e;
      };
    }
  }

  private static List<PersonId> people(Query query) {
    try {
      return query.body().getJsonArray("people", new JsonArray()).stream()
          .map(it -> PersonId.of((String) it))
          .toList();
    } catch (ClassCastException | IllegalArgumentException e) {
      throw Problem.badRequest("people is a list of people's ids");
    }
  }

  private static @Nullable UUID id(@Nullable String text, String name) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(name + " is not an id");
    }
  }

  private static Role role(String text) {
    for (Role role : Role.values()) {
      if (role.wireName().equals(text)) {
        return role;
      }
    }
    throw Problem.badRequest("role is one of admin, doctor, grid, family, desk");
  }

  private static JsonObject json(Account account) {
    return new JsonObject()
        .put("account", account.name())
        .put("name", account.displayName())
        .put("role", account.role().wireName());
  }
}
