package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The person themself has an account, by an invitation like the family's. */
class OwnFileIT {
  private final String name = "own-" + UUID.randomUUID().toString().substring(0, 8);

  @ParameterizedTest
  @ValueSource(strings = {"本人", "self", "Self"})
  void thePersonReadsTheirWholeFileAndWhoLookedAtItAndNobodyElses(String relation) {
    try (VisibleTown town = new VisibleTown(name)) {
      town.say(71);
      ok(200, town.as("doctor").get("/api/people/" + town.own));
      String path = "/api/people/" + town.own;
      SignedIn daughter = joined(town, "女儿", "daughter");

      SignedIn self = joined(town, relation, "self");

      JsonObject file = ok(200, self.get(path)).json();
      assertThat(file.encode()).contains("高血压", "门禁 0412");
      assertThat(ok(200, self.get(path + "/heart-rate")).body()).contains("71");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> assertThat(ok(200, self.get(path + "/track")).body()).contains("37.6"));
      assertThat(ok(200, self.get(path + "/access-log")).body())
          .contains("\"account\":\"" + name + "-doctor\"", "\"what\":\"file\"");
      assertThat(self.get("/api/people").json().getJsonArray("items")).hasSize(1);

      assertThat(self.get("/api/people/" + town.other).status()).isEqualTo(404);
      assertThat(self.get("/api/people/" + town.other + "/access-log").status()).isEqualTo(404);
      // To read is theirs; the files are the office's to keep.
      assertThat(self.get(path + "/changes").status()).isEqualTo(403);
      assertThat(daughter.get(path).body()).doesNotContain("高血压");
      assertThat(daughter.get(path + "/track").status()).isEqualTo(403);
    }
  }

  private SignedIn joined(VisibleTown town, String relation, String as) {
    String code =
        ok(
                201,
                RunningService.as("admin")
                    .post(
                        "/api/people/" + town.own + "/invitations",
                        new JsonObject().put("relation", relation).put("name", as)))
            .json()
            .getString("code");
    SignedIn caller = SignedIn.nobody(RunningService.url());
    ok(
        201,
        caller.post(
            "/api/invitations/redeem",
            new JsonObject()
                .put("code", code)
                .put(
                    "account", name + "-" + as + "-" + UUID.randomUUID().toString().substring(0, 4))
                .put("name", as)
                .put("password", "four words of its own")));
    return caller;
  }
}
