package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whether somebody may be shown to volunteers is theirs to say, unless it cannot wait. */
class SearchConsentIT {
  private final SignedIn stranger = SignedIn.nobody(RunningService.url());

  @Test
  void aCardStandsOnTheWearersConsentAndEndsWithIt() {
    try (VisibleTown town = new VisibleTown("card-consent")) {
      String search = Planted.search(UUID.fromString(town.own));
      String agreement = town.consent("volunteers", "position");
      assertThat(agreed(town, search)).isTrue();

      JsonObject card = made(town, search, VisibleTown.card().putNull("why"));
      assertThat(card.getString("why")).isNull();
      String link = path(card);
      assertThat(stranger.get(link).status()).isEqualTo(200);

      town.revoke(agreement);

      assertThat(stranger.get(link).status()).isEqualTo(410);
      assertThat(stranger.get(link).body()).doesNotContain("card-consent", "蓝外套");
      assertThat(stranger.get(link + "/photo").status()).isEqualTo(404);
      assertThat(agreed(town, search)).isFalse();
      assertThat(search(town, search).getJsonArray("cards").getJsonObject(0).getString("link"))
          .as("nobody is offered a link that shows nothing")
          .isNull();
      town.resolve(search);
    }
  }

  @Test
  void whatCannotWaitIsSaidAndKept() {
    try (VisibleTown town = new VisibleTown("card-why")) {
      String search = Planted.search(UUID.fromString(town.own));
      assertThat(agreed(town, search)).isFalse();
      String cards = "/api/incidents/" + search + "/search-cards";
      JsonObject silent = VisibleTown.card();
      silent.remove("why");
      SignedIn.Answer refused = town.as("grid").post(cards, silent);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().getString("detail")).contains("not agreed", "why");
      assertThat(town.as("grid").post(cards, silent.copy().put("why", "  ")).status())
          .isEqualTo(400);

      JsonObject card = made(town, search, VisibleTown.card());
      town.revoke(town.consent("volunteers", "position"));

      assertThat(stranger.get(path(card)).status())
          .as("it never stood on the consent")
          .isEqualTo(200);
      assertThat(search(town, search).getJsonArray("cards").getJsonObject(0).getString("why"))
          .isEqualTo("天快黑了");
      assertThat(ok(200, town.as("grid").get("/api/incidents/" + search)).body())
          .contains("search-card-why", "天快黑了");
      town.resolve(search);
    }
  }

  private static JsonObject made(VisibleTown town, String search, JsonObject card) {
    String cards = "/api/incidents/" + search + "/search-cards";
    return ok(201, town.as("grid").post(cards, card)).json();
  }

  private static boolean agreed(VisibleTown town, String search) {
    return search(town, search).getBoolean("agreed");
  }

  private static JsonObject search(VisibleTown town, String search) {
    return ok(200, town.as("grid").get("/api/incidents/" + search + "/search")).json();
  }

  private static String path(JsonObject card) {
    String link = card.getString("link");
    return link.substring(link.indexOf("/s/"));
  }
}
