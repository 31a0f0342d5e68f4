package care.silverbell.records;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/** What the contract's table needs of the time after an incident, with links that answer it. */
final class ContractAfter {
  private ContractAfter() {}

  /** Names the things; {@code incident} and {@code elder} are named already. */
  static void name(Map<String, String> names) {
    SignedIn desk = RunningService.as("desk");
    String late =
        Planted.lateIncident(UUID.fromString(names.get("elder")), Duration.ofSeconds(100));
    names.put("late", late);
    names.put("link", Planted.link("" + names.get("incident")));
    names.put("overLink", Planted.link(late));
    names.put("gatewayToken", RunningService.GATEWAY_TOKEN);
    names.put("tooLong", "x".repeat(66_000));
    names.put("today", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
    String soon = Instant.now().plus(Duration.ofHours(1)).toString();
    names.put("soon", soon);
    JsonObject visit = new JsonObject().put("on", names.get("today"));
    names.put(
        "followUp",
        VisibleTown.ok(201, desk.post("/api/incidents/" + late + "/follow-up", visit))
            .json()
            .getString("id"));
    JsonObject test = new JsonObject().put("person", names.get("elder")).put("to", soon);
    names.put(
        "announced",
        VisibleTown.ok(201, desk.post("/api/test-presses", test)).json().getString("id"));
  }
}
