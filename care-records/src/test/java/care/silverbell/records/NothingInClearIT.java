package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Secret;
import care.silverbell.testing.DatabaseText;
import care.silverbell.testing.SecretsSeen;
import care.silverbell.testing.SignedIn;
import care.silverbell.testing.SmallProvider;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of all that opens something, a dump of the running service's database tells nothing. */
@Tag("core")
class NothingInClearIT {
  private static final String NUMBER = "110105194103023223";
  private static final String PASSWORD = "a word of three and four";
  private static final String ROBOT = "https://robot.example.org/send?key=";

  private final SignedIn admin = RunningService.as("admin");
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final Map<String, String> secrets = new LinkedHashMap<>();

  @Test
  void whatOpensSomethingStandsNowhereInTheDatabase() {
    String person = person();
    band();
    signIn();
    invitation(person);
    links(person);
    addresses();
    providers();

    DatabaseText dump = dump();
    assertThat(dump.where("clear-" + suffix)).as("the dump has what is no secret").isNotEmpty();
    secrets.forEach((what, secret) ->
        assertThat(dump.where(secret)).as(what + " stands in clear in").isEmpty());
    for (String seen : SecretsSeen.all()) {
      assertThat(dump.where(seen)).as("a secret that was handed out").isEmpty();
    }
  }

  private void keep(String what, String secret) {
    assertThat(secret).as(what).hasSizeGreaterThanOrEqualTo(10);
    secrets.put(what, secret);
    SecretsSeen.keep(secret);
  }

  private String person() {
    keep("a resident id number", NUMBER);
    JsonObject draft =
        new JsonObject()
            .put("name", "clear-" + suffix)
            .put("sex", "female")
            .put("birthDate", "1941-03-02")
            .put("address", "明路1号")
            .put("cell", RunningService.mothersCell())
            .put("risk", "general")
            .put("residentId", NUMBER)
            .put("howToGetIn", "way-in-" + suffix)
            .put("doorCode", "code-" + suffix)
            .put("keyPlace", "key-at-" + suffix);
    for (String name : new String[] {"howToGetIn", "doorCode", "keyPlace"}) {
      keep(name, draft.getString(name));
    }
    return ok(201, admin.post("/api/people", draft)).json().getString("id");
  }

  private void band() {
    String serial = "clear-" + suffix;
    SignedIn.Answer made = admin.post("/api/bands", new JsonObject().put("serial", serial));
    keep("a band's secret", ok(201, made).json().getString("secret"));
    made = admin.post("/api/bands/" + serial + "/secret", new JsonObject());
    keep("a band's second secret", ok(200, made).json().getString("secret"));
  }

  private void signIn() {
    String account = "clear-" + suffix;
    JsonObject draft = new JsonObject().put("account", account).put("name", account);
    ok(201, admin.post("/api/accounts", draft.put("role", "desk").put("password", PASSWORD)));
    keep("a password", PASSWORD);
    JsonObject who = new JsonObject().put("account", account).put("password", PASSWORD);
    HttpResponse<String> answer =
        RunningService.call(
            "POST", "/api/session", who.encode(), "Content-Type", "application/json");
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      String name = cookie.substring(0, cookie.indexOf('='));
      keep("the cookie " + name, cookie.substring(name.length() + 1, cookie.indexOf(';')));
    }
    SignedIn own = SignedIn.as(RunningService.url(), account, PASSWORD);
    JsonObject token =
        new JsonObject()
            .put("name", "clear")
            .put("scope", "read")
            .put("expires", "" + Instant.now().plus(Duration.ofDays(1)));
    keep("an API token", ok(201, own.post("/api/me/tokens", token)).json().getString("secret"));
    String reset = "/api/accounts/" + account + "/one-time-password";
    JsonObject once = ok(200, admin.post(reset, new JsonObject())).json();
    keep("a one-time password", once.getString("oneTimePassword"));
  }

  private void invitation(String person) {
    JsonObject draft = new JsonObject().put("relation", "女儿").put("name", "明");
    SignedIn.Answer made = admin.post("/api/people/" + person + "/invitations", draft);
    keep("an invitation's code", ok(201, made).json().getString("code"));
  }

  private void links(String person) {
    String incident = Planted.search(UUID.fromString(person));
    SignedIn.Answer card =
        RunningService.as("desk")
            .post("/api/incidents/" + incident + "/search-cards", VisibleTown.card());
    String link = ok(201, card).json().getString("link");
    keep("a search card's token", link.substring(link.lastIndexOf('/') + 1));
    keep("the token of a link that answers", Planted.link(incident));
    var _ =
        RunningService.as("desk")
            .post(
                "/api/incidents/" + incident + "/resolve", new JsonObject().put("outcome", "test"));
  }

  /** Where whoever knows the address may speak. */
  private void addresses() {
    String cell =
        ok(201, admin.post("/api/grid", new JsonObject().put("name", "clear-" + suffix)))
            .json()
            .getString("id");
    String robot = "robot-key-" + suffix;
    JsonObject item = new JsonObject().put("channel", "wecom").put("to", ROBOT + robot);
    String topic = "group-topic-" + suffix;
    JsonObject ntfy = new JsonObject().put("channel", "ntfy").put("to", topic).put("name", "明主题");
    JsonArray items = new JsonArray().add(item.put("name", "明群")).add(ntfy);
    JsonObject robots = new JsonObject().put("items", items);
    JsonObject kept = ok(200, admin.put("/api/grid/" + cell + "/robots", robots)).json();
    assertThat(kept.getJsonArray("items").getJsonObject(0).getString("to"))
        .isEqualTo(ROBOT + robot);
    keep("a robot's key", robot);
    assertThat(kept.getJsonArray("items").getJsonObject(1).getString("to")).isEqualTo(topic);
    keep("a group's topic of ntfy", topic);

    JsonObject worker =
        new JsonObject().put("code", "clear-" + suffix).put("name", "明").put("role", "assistant");
    String staff = ok(201, admin.post("/api/staff", worker)).json().getString("id");
    String webhook = "webhook-key-" + suffix;
    String own = "topic-" + suffix;
    JsonObject reach =
        new JsonObject().put("webhook", "https://hook.example.org/" + webhook).put("ntfy", own);
    SignedIn desk = RunningService.as("desk");
    assertThat(
            ok(200, desk.put("/api/staff/" + staff + "/reach", reach)).json().getString("webhook"))
        .isEqualTo("https://hook.example.org/" + webhook);
    keep("a webhook's key", webhook);
    assertThat(ok(200, desk.get("/api/staff/" + staff + "/reach")).json().getString("ntfy"))
        .isEqualTo(own);
    keep("a topic of ntfy", own);

    String auth = Secret.token().substring(0, 22); // 16 bytes
    JsonObject push =
        new JsonObject()
            .put("endpoint", "https://push.example.org/clear-" + suffix)
            .put("keys", new JsonObject().put("p256dh", "B" + "A".repeat(86)).put("auth", auth));
    ok(204, RunningService.as("desk").post("/api/push-subscriptions", push));
    keep("a browser's secret for push", auth);
  }

  private void providers() {
    keep("the client's secret", SmallProvider.SECRET);
    keep("the gateway's token", RunningService.GATEWAY_TOKEN);
    keep("the broker's token", RunningService.BROKER_TOKEN);
    String there =
        ProviderJourney.location(
            new ProviderJourney().get(RunningService.url() + "/api/openid/sign-in"));
    for (String name : new String[] {"state", "nonce"}) {
      String value = there.replaceFirst(".*[?&]" + name + "=([^&]+).*", "$1");
      keep("the " + name + " of a journey to the provider", value);
    }
  }

  private static DatabaseText dump() {
    Vertx vertx = Vertx.vertx();
    try (Database database = Database.open(vertx, RunningService.database(), "dump", 1)) {
      return DatabaseText.of(database);
    }
  }
}
