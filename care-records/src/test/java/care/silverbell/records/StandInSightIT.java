package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * Whoever is asked to come sees whom it is about, whichever cell they serve, and while it lasts; a
 * cell that somebody serves no longer is no longer theirs to see.
 */
class StandInSightIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String PASSWORD = "stand-in under test";

  private final SignedIn admin = RunningService.as("admin");

  @Test
  void whoStandsInByTheRotaSeesTheCallerOnceAskedAndNoLongerThanItLasts() throws Exception {
    try (VisibleTown town = new VisibleTown("stand-in")) {
      Worker worker = new Worker("stand-in-b", cellOf(town.other));
      ok(200, admin.put("/api/grid/" + town.cell + "/rota", DutyChangeIT.wholeWeek(worker.staff)));
      SignedIn caller = worker.signedIn();
      assertThat(caller.get("/api/people/" + town.own).status()).isEqualTo(404);
      assertThat(caller.get("/api/people/" + town.other).status()).isEqualTo(200);
      Set<String> heard = ConcurrentHashMap.newKeySet();

      try (AutoCloseable _ = caller.live(null, (event, data) -> heard.add(event + data))) {
        String incident = town.press();
        await("it is on their page")
            .atMost(LONG)
            .until(() -> heard.stream().anyMatch(it -> it.contains(incident)));
        JsonObject file = ok(200, caller.get("/api/people/" + town.own)).json();
        assertThat(file.getString("howToGetIn")).isEqualTo("门禁 0412");
        assertThat(file.getString("phone")).isEqualTo("13800000000");
        ok(200, caller.get("/api/people/" + town.own + "/track"));
        assertThat(caller.openIncidents().encode()).contains(incident);
        assertThat(caller.get("/api/people/" + town.below).status())
            .as("a neighbour's file")
            .isEqualTo(404);
        String deeds = "/api/incidents/" + incident + "/";
        for (String deed : List.of("acknowledge", "depart", "arrive")) {
          ok(200, caller.post(deeds + deed, new JsonObject()));
        }
        ok(200, caller.post(deeds + "resolve", new JsonObject().put("outcome", "helped")));
        await("their page hears that it is over")
            .atMost(LONG)
            .until(() ->
                heard.stream()
                    .anyMatch(it -> it.contains(incident) && it.contains("\"resolved\"")));
      }
      assertThat(caller.get("/api/people/" + town.own + "/track").status()).isEqualTo(403);
      assertThat(ok(200, caller.get("/api/people/" + town.own)).json().getString("howToGetIn"))
          .isNull();

      Planted.run(
          "update incident set state_at = now() - interval '61 minutes' where person = $1",
          UUID.fromString(town.own));
      assertThat(caller.get("/api/people/" + town.own).status()).isEqualTo(404);
    }
  }

  @Test
  void whoServesACellNoLongerOrHasLeftSeesItsPeopleNoLonger() {
    try (VisibleTown town = new VisibleTown("moved-on")) {
      Worker worker = new Worker("moved-on-a", town.cell);
      SignedIn caller = worker.signedIn();
      ok(200, caller.get("/api/people/" + town.own));

      worker.serves(cellOf(town.other));
      assertThat(caller.get("/api/people/" + town.own).status()).isEqualTo(404);
      ok(200, caller.get("/api/people/" + town.other));

      JsonObject left =
          worker.draft().put("leftOn", "" + LocalDate.now(ZoneOffset.UTC).minusDays(1));
      ok(200, admin.put("/api/staff/" + worker.staff, left));
      assertThat(caller.get("/api/people/" + town.other).status()).isEqualTo(404);
    }
  }

  @Test
  void servingThatBeginsNextWeekTakesNothingAwayToday() {
    try (VisibleTown town = new VisibleTown("next-week")) {
      Worker worker = new Worker("next-week-a", town.cell, Instant.now().plus(Duration.ofDays(7)));
      ok(200, worker.signedIn().get("/api/people/" + town.own));
    }
  }

  private String cellOf(String person) {
    return admin.get("/api/people/" + person).json().getJsonObject("cell").getString("id");
  }

  /** On the staff list, with an account whose first cell is the one that is served first. */
  private final class Worker {
    private final String name;
    private final String staff;

    Worker(String name, String cell) {
      this(name, cell, Instant.now());
    }

    Worker(String name, String cell, Instant since) {
      this.name = name;
      ok(
          201,
          admin.post(
              "/api/accounts",
              new JsonObject()
                  .put("account", name)
                  .put("name", name)
                  .put("role", "grid")
                  .put("cell", cell)
                  .put("password", PASSWORD)));
      staff = ok(201, admin.post("/api/staff", draft())).json().getString("id");
      serves(cell, since);
    }

    JsonObject draft() {
      return new JsonObject()
          .put("code", name)
          .put("name", name)
          .put("role", "grid_worker")
          .put("account", name);
    }

    /** From now on that one alone. */
    void serves(String cell) {
      ok(
          200,
          admin.put(
              "/api/staff/" + staff + "/serving",
              new JsonObject().put("cells", new JsonArray().add(cell))));
    }

    private void serves(String cell, Instant since) {
      ok(
          201,
          admin.post(
              "/api/servings",
              new JsonObject().put("staff", staff).put("cell", cell).put("since", "" + since)));
    }

    SignedIn signedIn() {
      return SignedIn.as(RunningService.url(), name, PASSWORD);
    }
  }
}
