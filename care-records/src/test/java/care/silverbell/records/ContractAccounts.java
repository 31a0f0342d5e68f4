package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Accounts that the contract's table has for itself, so that what it does to them hurts nobody. */
final class ContractAccounts {
  private static final String PASSWORD = "four words of its own";
  private static final int MOST_TOKENS = 20;

  private final SignedIn admin;
  private final String suffix;

  private ContractAccounts(SignedIn admin, String suffix) {
    this.admin = admin;
    this.suffix = suffix;
  }

  /** Makes them, and one person whose family is invited; answers what the table calls them by. */
  static Map<String, String> make(SignedIn admin, String suffix, String cell) {
    ContractAccounts accounts = new ContractAccounts(admin, suffix);
    Map<String, String> names = new LinkedHashMap<>();
    accounts.clerk(names);
    accounts.hoarder(names);
    accounts.invited(names, cell);
    accounts.kin(names);
    accounts.herself(names);
    String reset = "/api/accounts/" + accounts.add("reset") + "/one-time-password";
    String oneTime = made(200, admin.post(reset, new JsonObject())).getString("oneTimePassword");
    names.put("oneTime", accounts.session("reset", oneTime));
    names.put("long", "x".repeat(4_000));
    names.put("month", inAMonth());
    return names;
  }

  /** Signed in twice, with two tokens. */
  private void clerk(Map<String, String> names) {
    var _ = add("clerk");
    String elsewhere = session("clerk", PASSWORD);
    String here = session("clerk", PASSWORD);
    names.put("clerk", here);
    JsonObject sessions = answer(200, "GET", "/api/me/sessions", here, null);
    assertThat(elsewhere).isNotEqualTo(here);
    names.put(
        "elsewhere",
        sessions.getJsonArray("items").stream()
            .map(JsonObject.class::cast)
            .filter(it -> !it.getBoolean("here"))
            .findFirst()
            .orElseThrow()
            .getString("id"));
    names.put("fhir", token(here, "fhir").getString("secret"));
    names.put("token", token(here, "read").getString("id"));
  }

  /** Has all the tokens one may have. */
  private void hoarder(Map<String, String> names) {
    var _ = add("hoarder");
    String session = session("hoarder", PASSWORD);
    for (int i = 0; i < MOST_TOKENS; i++) {
      var _ = token(session, "read");
    }
    names.put("hoarder", session);
  }

  private void invited(Map<String, String> names, String cell) {
    JsonObject draft =
        new JsonObject()
            .put("name", "契约老人")
            .put("sex", "female")
            .put("birthDate", "1941-03-02")
            .put("address", "契约路9号")
            .put("cell", cell)
            .put("risk", "general");
    String person = made(201, admin.post("/api/people", draft)).getString("id");
    names.put("invited", person);
    invite(names, person, "契约", "code", "invitation");
    invite(names, person, "契约的另一位", "otherCode", "otherInvitation");
    invite(names, person, "契约的亲人", "kinCode", "kinInvitation");
    invite(names, person, "契约的亲人，再一次", "secondCode", "secondInvitation");
  }

  private void invite(
      Map<String, String> names, String person, String name, String code, String id) {
    String path = "/api/people/" + person + "/invitations";
    JsonObject draft = new JsonObject().put("relation", "女儿").put("name", name);
    names.put(code, made(201, admin.post(path, draft)).getString("code"));
    names.put(
        id,
        RunningService.items(admin, path)
            .filter(it -> it.getString("name").equals(name))
            .findFirst()
            .orElseThrow()
            .getString("id"));
  }

  /** Has joined already, and is invited to one more. */
  private void kin(Map<String, String> names) {
    join("kin", String.valueOf(names.get("kinCode")), names);
  }

  /** The invited person's own account, while somebody looks for her. */
  private void herself(Map<String, String> names) {
    String person = String.valueOf(names.get("invited"));
    JsonObject draft = new JsonObject().put("relation", "本人").put("name", "契约老人");
    join(
        "herself",
        made(201, admin.post("/api/people/" + person + "/invitations", draft)).getString("code"),
        names);
    names.put("herIncident", Planted.search(UUID.fromString(person)));
  }

  private void join(String who, String code, Map<String, String> names) {
    JsonObject joins =
        new JsonObject()
            .put("code", code)
            .put("account", name(who))
            .put("name", "契约")
            .put("password", PASSWORD);
    HttpResponse<String> joined =
        RunningService.call(
            "POST", "/api/invitations/redeem", joins.encode(), "Content-Type", "application/json");
    assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
    names.put(who, session(who, PASSWORD));
  }

  private static String inAMonth() {
    return Instant.now().plus(Duration.ofDays(30)).toString();
  }

  private String name(String what) {
    return "contract-" + what + "-" + suffix;
  }

  private String add(String what) {
    JsonObject draft =
        new JsonObject()
            .put("account", name(what))
            .put("name", "契约")
            .put("role", "doctor")
            .put("password", PASSWORD);
    return made(201, admin.post("/api/accounts", draft)).getString("account");
  }

  private String session(String what, String password) {
    JsonObject who = new JsonObject().put("account", name(what)).put("password", password);
    HttpResponse<String> answer =
        RunningService.call(
            "POST", "/api/session", who.encode(), "Content-Type", "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }

  private static JsonObject token(String session, String scope) {
    JsonObject draft =
        new JsonObject().put("name", "契约").put("scope", scope).put("expires", inAMonth());
    return answer(201, "POST", "/api/me/tokens", session, draft.encode());
  }

  private static JsonObject answer(
      int status,
      String method,
      String path,
      String session,
      @org.jspecify.annotations.Nullable String body) {
    String bearer = "Bearer " + session;
    HttpResponse<String> answer =
        RunningService.call(
            method, path, body, "Authorization", bearer, "Content-Type", "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new JsonObject(answer.body());
  }

  private static JsonObject made(int status, SignedIn.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer.json();
  }
}
