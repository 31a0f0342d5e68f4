package care.silverbell.records;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;

/** What the contract's table needs of a search and of the cards that help in it. */
final class ContractSearch {
  private ContractSearch() {}

  /** Names the things; {@code elder} is named already. */
  static void name(Map<String, String> names) {
    SignedIn desk = RunningService.as("desk");
    String search = Planted.search(UUID.fromString(names.get("elder")));
    names.put("search", search);
    JsonObject card = made(desk, search);
    names.put("card", card.getString("id"));
    names.put("cardToken", token(card));
    JsonObject gone = made(desk, search);
    names.put("goneToken", token(gone));
    VisibleTown.ok(
        200,
        desk.post(
            "/api/incidents/" + search + "/search-cards/" + gone.getString("id") + "/withdraw",
            new JsonObject()));
  }

  private static JsonObject made(SignedIn desk, String search) {
    return VisibleTown.ok(
            201, desk.post("/api/incidents/" + search + "/search-cards", VisibleTown.card()))
        .json();
  }

  private static String token(JsonObject card) {
    String link = card.getString("link");
    return link.substring(link.lastIndexOf('/') + 1);
  }
}
