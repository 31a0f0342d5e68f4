package care.silverbell.records.http;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to accounts: who may sign in, as what, and whom they are there for. */
public final class AccountRoutes {
  /** About 60 bits, and good for one sign-in. */
  private static final int ONE_TIME_CHARACTERS = 12;

  private static final int LONGEST_NAME = 64;

  private static final String PEOPLE = "people is a list of people's ids";

  private final Accounts accounts;
  private final InstantSource clock;

  /** Reads and writes the accounts. */
  public AccountRoutes(Accounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/accounts", Api.OFFICE, (_, _) -> list());
    api.post("/api/accounts", Api.ADMIN, (_, query) -> add(query));
    api.post(
        "/api/accounts/:account/one-time-password",
        Api.ADMIN,
        (_, query) -> oneTimePassword(query.path("account")));
    api.put("/api/accounts/:account/disabled", Api.ADMIN, this::disable);
  }

  private JsonObject oneTimePassword(String account) {
    String password = Secret.aloud(ONE_TIME_CHARACTERS);
    accounts.setOneTimePassword(account, password);
    return new JsonObject().put("account", account).put("oneTimePassword", password);
  }

  private @Nullable Object disable(Account caller, Query query) {
    String account = query.path("account");
    if (!(query.body().getValue("disabled") instanceof Boolean disabled)) {
      throw Problem.badRequest("disabled is true or false");
    }
    if (disabled && account.equals(caller.name())) {
      throw Problem.conflict("you cannot disable your own account; another administrator can");
    }
    if (disabled) {
      accounts.disable(account, clock.instant());
    } else {
      accounts.enable(account);
    }
    return null;
  }

  private JsonObject list() {
    JsonArray items = new JsonArray();
    accounts
        .list()
        .forEach(it ->
            items.add(
                json(it.account())
                    .put("disabled", it.disabled())
                    .put("mustChangePassword", it.mustChange())
                    .put("subject", it.subject())));
    return new JsonObject().put("items", items);
  }

  private JsonObject add(Query query) {
    String name = query.required("account");
    String displayName = query.required("name");
    String chosen = query.optional("password");
    String password = chosen == null ? Secret.aloud(ONE_TIME_CHARACTERS) : chosen;
    fit(name, displayName);
    OwnAccountRoutes.refuse(name, displayName, password);
    Role role = role(query.required("role"));
    UUID cell = id(query.optional("cell"), "cell");
    if (role == Role.GRID && cell == null) {
      throw Problem.badRequest("a grid worker has a cell: the id of a grid cell");
    }
    try {
      Account account =
          accounts.add(
              new Accounts.Draft(name, displayName, role, cell, people(query)),
              password,
              chosen == null);
      query.context().response().setStatusCode(201);
      return chosen == null ? json(account).put("oneTimePassword", password) : json(account);
    } catch (DatabaseTrouble e) {
      throw switch (e.reason()) {
        case THERE_ALREADY -> Problem.conflict("there is an account of that name");
        case POINTS_NOWHERE -> Problem.badRequest("cell or people is not the id of anything");
        case OTHER -> e;
      };
    }
  }

  /**
   * Refuses names that are too long to be shown, or to be found again.
   *
   * @throws Problem 400
   */
  static void fit(String account, String displayName) {
    if (account.length() > LONGEST_NAME || displayName.length() > LONGEST_NAME) {
      throw Problem.badRequest("account and name have " + LONGEST_NAME + " characters at most");
    }
  }

  private static List<PersonId> people(Query query) {
    if (!query.body().containsKey("people")) {
      return List.of();
    }
    if (!(query.body().getValue("people") instanceof JsonArray people)) {
      throw Problem.badRequest(PEOPLE);
    }
    return people.stream().map(AccountRoutes::person).distinct().toList();
  }

  private static PersonId person(Object id) {
    try {
      if (id instanceof String text) {
        return PersonId.of(text);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Problem.badRequest(PEOPLE);
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
