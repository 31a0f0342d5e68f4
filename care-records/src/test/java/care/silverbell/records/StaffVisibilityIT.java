package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Who is shown the names and telephones of those who work on the grid: each role, before, during
 * and after an incident, in the elder's cell and in another.
 */
class StaffVisibilityIT {
  private static final String PHONE = "10000000731";
  private static final String HELPER_PHONE = "10000000732";
  private static final Map<String, List<String>> NAMES_AND_PHONES =
      Map.of(
          // role: in the elder's cell in quiet times, during an incident; in another cell
          "admin",
              List.of(
                  "served phones duty-phone",
                  "served phones duty-phone",
                  "served phones duty-phone"),
          "desk",
              List.of(
                  "served phones duty-phone",
                  "served phones duty-phone",
                  "served phones duty-phone"),
          "grid",
              List.of(
                  "served phones duty-phone",
                  "served phones duty-phone",
                  "served phones duty-phone"),
          "doctor", List.of("served", "served duty-phone", "nothing"),
          "family", List.of("served", "served duty-phone", "nothing"));

  private final SignedIn admin = RunningService.as("admin");
  private final String name = "staff-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void aTelephoneIsShownToWhoNeedsItAndForAsLong() {
    try (VisibleTown town = new VisibleTown(name)) {
      String own = cellOf(town.own);
      String other = cellOf(town.other);
      worker("a", PHONE, own, other);
      worker("b", HELPER_PHONE, own);

      expect(town, own, other, 0);
      String incident = town.press();
      expect(town, own, other, 1);
      town.resolve(incident);
      expect(town, own, other, 0);
    }
  }

  @Test
  void theStaffListAndTheRotaAreForThoseWhoStandInForEachOther() {
    try (VisibleTown town = new VisibleTown(name)) {
      String own = cellOf(town.own);
      String other = cellOf(town.other);
      worker("a", PHONE, own, other);
      for (String role : VisibleTown.ROLES) {
        boolean colleague = List.of("admin", "desk", "grid").contains(role);
        SignedIn caller = town.as(role);
        SignedIn.Answer staff = caller.get("/api/staff");
        assertThat(staff.status()).as(role).isEqualTo(colleague ? 200 : 403);
        assertThat(staff.body().contains(PHONE)).as(role).isEqualTo(colleague);
        SignedIn.Answer rota = caller.get("/api/grid/" + own + "/rota");
        assertThat(rota.status()).as(role).isEqualTo(200);
        assertThat(rota.body()).as(role).contains(name + " a");
        assertThat(rota.body().contains(PHONE)).as(role).isEqualTo(colleague);
        assertThat(caller.get("/api/grid/" + other + "/rota").status())
            .as(role)
            .isEqualTo(colleague ? 200 : 404);
      }
      // A sign-in name is for those who keep accounts, and one's own.
      assertThat(town.as("grid").get("/api/staff").body()).doesNotContain(name + "-doctor");
      assertThat(admin.get("/api/staff").body()).contains(name + "-doctor");
    }
  }

  private void expect(VisibleTown town, String own, String other, int moment) {
    for (String role : VisibleTown.ROLES) {
      List<String> expected = NAMES_AND_PHONES.getOrDefault(role, List.of());
      assertThat(seen(town.as(role), own)).as(role + ", own").isEqualTo(expected.get(moment));
      assertThat(seen(town.as(role), other)).as(role + ", other").isEqualTo(expected.get(2));
    }
  }

  private String seen(SignedIn caller, String cell) {
    Optional<JsonObject> found =
        RunningService.items(caller, "/api/grid")
            .filter(it -> cell.equals(it.getString("id")))
            .findFirst();
    if (found.isEmpty()) {
      return "nothing";
    }
    JsonArray served = found.get().getJsonArray("servedBy");
    JsonObject duty = found.get().getJsonObject("onDuty").getJsonObject("a");
    assertThat(served.encode()).contains(name + " a");
    assertThat(duty.getString("name")).startsWith(name);
    return "served"
        + (served.encode().contains(PHONE) ? " phones" : "")
        + (duty.getString("phone") != null ? " duty-phone" : "");
  }

  private String cellOf(String person) {
    return admin.get("/api/people/" + person).json().getJsonObject("cell").getString("id");
  }

  private void worker(String who, String phone, String... cells) {
    JsonObject draft =
        new JsonObject()
            .put("code", name + "-" + who)
            .put("name", name + " " + who)
            .put("role", "grid_worker")
            .put("account", name + "-doctor")
            .put("phone", phone);
    String id = ok(201, admin.post("/api/staff", draft)).json().getString("id");
    JsonObject serving = new JsonObject().put("cells", new JsonArray(List.of(cells)));
    ok(200, admin.put("/api/staff/" + id + "/serving", serving));
  }
}
