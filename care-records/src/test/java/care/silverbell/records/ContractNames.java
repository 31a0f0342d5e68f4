package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.journey.CommandLineBand;
import care.silverbell.testing.BackTested;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The things of the running service that the contract's cases speak of, made for them. */
final class ContractNames {
  private static final Duration LONG = Duration.ofSeconds(30);

  private ContractNames() {}

  /** What stands in a line for a thing of the running service. */
  static Map<String, String> of() {
    SignedIn admin = RunningService.as("admin");
    Map<String, String> names = new LinkedHashMap<>();
    names.put("own", RunningService.mother());
    names.put("nobody", new UUID(0, 0).toString());
    names.put("new", UUID.randomUUID().toString().substring(0, 8));
    names.put("cell", RunningService.mothersCell());
    names.putAll(ContractAccounts.make(admin, names.get("new"), names.get("cell")));
    names.put("other", personWearing(admin, "demo-0030"));
    CommandLineBand band = CommandLineBand.of(RunningService.mqttPort(), "demo-0001");
    String topic = "silverbell/v1/bands/demo-0001/";
    assertThat(band.publish(topic + "call", "-m", "{\"id\":\"contract\",\"heartRate\":88}").code())
        .isZero();
    assertThat(
            band.publish(
                    topic + "vitals",
                    "-m",
                    "{\"heartRate\":71,\"spo2\":97,\"systolic\":128,\"diastolic\":78,\"temperature\":36.4,\"steps\":12}")
                .code())
        .isZero();
    assertThat(band.publish(topic + "location", "-m", "{\"lat\":37.5,\"lon\":121.4}").code())
        .isZero();
    assertThat(band.publish(topic + "vitals", "-m", "not json").code()).isZero();
    assertThat(band.publish(topic + "vitals", "-m", "x".repeat(70_000)).code()).isZero();
    nameElder(names, admin);
    names.put("incident", incidentOf("demo-0001", admin));
    names.put("rejected", rejected(admin, "demo-0001", bytes -> bytes < 100));
    names.put("rejectedLong", rejected(admin, "demo-0001", bytes -> bytes >= 70_000));
    nameDuty(names, admin);
    ContractResponse.name(names, admin);
    ContractAfter.name(names);
    ContractSearch.name(names);
    String own = "/api/people/" + RunningService.mother();
    SignedIn doctor = RunningService.as("doctor");
    JsonObject limit = new JsonObject().put("sign", "spo2").put("low", 84);
    var _ = BackTested.seen(doctor, own + "/back-tests", limit);
    names.put("limit", made(doctor, own + "/limits", limit.copy().put("reason", "契约")));
    JsonObject tried = limit.copy().put("low", 82).put("lastingSeconds", 60);
    names.put("backTest", BackTested.seen(doctor, own + "/back-tests", tried).getString("id"));
    names.put("backTestOfAll", BackTested.seen(doctor, "/api/back-tests", tried).getString("id"));
    JsonObject circle = new JsonObject().put("lat", 37.5).put("lon", 121.4).put("radius", 300);
    JsonObject place = new JsonObject().put("circle", circle);
    String elder = "/api/people/" + names.get("elder") + "/zones";
    var _ = BackTested.seen(admin, elder + "/back-tests", place);
    String wide = "/api/people/" + names.get("other") + "/zones";
    JsonObject home = place.copy().put("name", "家");
    names.put("zoneOfTwo", BackTested.zone(admin, wide, home).getString("id"));
    circle = circle.copy().put("radius", 900);
    var _ = BackTested.zone(admin, wide, home.copy().put("circle", circle));
    JsonObject zoneTried = BackTested.seen(admin, own + "/zones/back-tests", place);
    names.put("zone", made(admin, own + "/zones", place.copy().put("name", "家")));
    names.put("zoneTest", zoneTried.getString("id"));
    JsonObject day =
        new JsonObject()
            .put("wakes", "07:00")
            .put("sleeps", "21:00")
            .put("stillAtMostMinutes", 300);
    names.put("dayTest", BackTested.seen(doctor, own + "/day/back-tests", day).getString("id"));
    return names;
  }

  /** A person whom nobody of the demo knows, with readings and a consent. */
  private static void nameElder(Map<String, String> names, SignedIn admin) {
    String town = "contract-" + names.get("new");
    try (VisibleTown around = new VisibleTown(town)) {
      around.say(71);
      String path = "/api/people/" + around.own;
      JsonObject consent =
          new JsonObject().put("toWhom", "grid").put("what", "health").put("givenBy", "本人");
      names.put("elder", around.own);
      names.put("elderName", town + " own");
      names.put(
          "consent",
          VisibleTown.ok(201, admin.post(path + "/consents", consent)).json().getString("id"));
      long version = admin.get(path).json().getLong("version");
      names.put("version", Long.toString(version));
      names.put("nextVersion", Long.toString(version + 1));
    }
  }

  private static String personWearing(SignedIn admin, String serial) {
    return admin.get("/api/bands/" + serial).json().getJsonObject("wearer").getString("id");
  }

  /** A cell of its own, where one serves who signs in as grid, and a swap there. */
  private static void nameDuty(Map<String, String> names, SignedIn admin) {
    String place = made(admin, "/api/grid", new JsonObject().put("name", "契约值班网格"));
    JsonObject worker = new JsonObject().put("role", "grid_worker").put("name", "契约");
    String code = names.get("new");
    String an =
        made(admin, "/api/staff", worker.copy().put("code", "an-" + code).put("account", "grid"));
    String bo = made(admin, "/api/staff", worker.copy().put("code", "bo-" + code));
    JsonObject there = new JsonObject().put("cells", new JsonArray().add(place));
    assertThat(admin.put("/api/staff/" + an + "/serving", there).status()).isEqualTo(200);
    JsonObject swap =
        new JsonObject().put("starts", "2031-05-05T08:00").put("ends", "2031-05-05T09:00");
    names.put("place", place);
    names.put("an", an);
    names.put("bo", bo);
    names.put(
        "swap",
        made(admin, "/api/grid/" + place + "/swaps", swap.put("away", an).put("instead", bo)));
    JsonObject later =
        new JsonObject().put("starts", "2031-06-05T08:00").put("ends", "2031-06-05T09:00");
    names.put(
        "laterSwap",
        made(admin, "/api/grid/" + place + "/swaps", later.put("away", an).put("instead", bo)));
    JsonObject leave =
        new JsonObject().put("starts", "2031-07-01T00:00").put("ends", "2031-07-02T00:00");
    names.put("leave", made(admin, "/api/leave", leave.put("staff", bo)));
    JsonObject served = new JsonObject().put("staff", bo);
    JsonObject coming =
        served.copy().put("since", "2034-01-01T00:00").put("until", "2034-02-01T00:00");
    names.put("serving", made(admin, "/api/servings", coming.put("cell", names.get("cell"))));
    names.put("begun", made(admin, "/api/servings", served.put("cell", place)));
  }

  private static String made(SignedIn admin, String path, JsonObject what) {
    SignedIn.Answer answer = admin.post(path, what);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private static String incidentOf(String serial, SignedIn admin) {
    return await()
        .atMost(LONG)
        .until(
            () ->
                RunningService.items(admin, "/api/incidents?state=open&limit=500")
                    .filter(it -> serial.equals(it.getString("band")))
                    .map(it -> it.getString("id"))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static String rejected(
      SignedIn admin, String serial, java.util.function.IntPredicate bytes) {
    return await()
        .atMost(LONG)
        .until(
            () ->
                RunningService.items(admin, "/api/rejected?limit=500")
                    .filter(it -> serial.equals(it.getString("band")))
                    .filter(it -> bytes.test(it.getInteger("bytes")))
                    .map(it -> it.getLong("id").toString())
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }
}
