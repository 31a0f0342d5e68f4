package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Own password, own sessions, tokens, invitations, and requests that other sites' pages send. */
@Tag("core")
class SignInIT {
  private static final String OWN = "four words of my own";
  private static final String OTHER = "four words of another";

  private final SignedIn admin = RunningService.as("admin");

  @Test
  void aNewPasswordEndsTheOtherSessionsAndTheOldOneOpensNothing() {
    String name = account("doctor");
    String here = session(name, OWN);
    String elsewhere = session(name, OWN);
    String token = token(elsewhere, "write").getString("secret");

    assertThat(password(here, "a wrong old one", OTHER)).isEqualTo(400);
    assertThat(password(here, OWN, "1234567890")).isEqualTo(400);
    assertThat(password(here, OWN, name)).isEqualTo(400);
    assertThat(password(here, OWN, OTHER)).isEqualTo(204);

    assertThat(status("GET", "/api/me", here)).isEqualTo(200);
    assertThat(status("GET", "/api/me", elsewhere)).isEqualTo(401);
    assertThat(bearer("GET", "/api/me", token))
        .as("whoever knew it may have made it")
        .isEqualTo(401);
    assertThat(signIn(name, OWN).statusCode()).isEqualTo(401);
    assertThat(signIn(name, OTHER).statusCode()).isEqualTo(200);
  }

  @Test
  void aOneTimePasswordMustBeChangedBeforeAnythingElse() {
    String name = account("doctor");
    String before = session(name, OWN);
    String token = token(before, "write").getString("secret");
    SignedIn.Answer reset =
        admin.post("/api/accounts/" + name + "/one-time-password", new JsonObject());
    String oneTime = reset.json().getString("oneTimePassword");
    assertThat(status("GET", "/api/me", before)).isEqualTo(401);

    String session = session(name, oneTime);
    HttpResponse<String> me = call("GET", "/api/me", session, null);
    assertThat(new JsonObject(me.body()).getBoolean("mustChangePassword")).isTrue();
    for (String path : new String[] {"/api/people", "/api/live", "/api/me/tokens"}) {
      assertThat(status("GET", path, session)).as(path).isEqualTo(403);
    }

    assertThat(password(session, oneTime, OTHER)).isEqualTo(204);
    assertThat(status("GET", "/api/people", session)).isEqualTo(200);
    assertThat(bearer("GET", "/api/me", token)).isEqualTo(401);
  }

  @Test
  void anAccountMadeWithoutAPasswordGetsAOneTimeOne() {
    String name = name();
    SignedIn.Answer made =
        admin.post(
            "/api/accounts",
            new JsonObject().put("account", name).put("name", "新医生").put("role", "doctor"));
    assertThat(made.status()).isEqualTo(201);
    String session = session(name, made.json().getString("oneTimePassword"));
    assertThat(status("GET", "/api/people", session)).isEqualTo(403);
  }

  @Test
  void aDisabledAccountIsOutAtOnceWithItsTokensAndComesBackWhenEnabled() {
    String name = account("doctor");
    String session = session(name, OWN);
    String token = token(session, "read").getString("secret");
    assertThat(bearer("GET", "/api/me", token)).isEqualTo(200);

    assertThat(disable(name, true)).isEqualTo(204);
    assertThat(status("GET", "/api/me", session)).isEqualTo(401);
    assertThat(bearer("GET", "/api/me", token)).isEqualTo(401);
    assertThat(signIn(name, OWN).statusCode()).isEqualTo(401);

    assertThat(disable(name, false)).isEqualTo(204);
    assertThat(signIn(name, OWN).statusCode()).isEqualTo(200);
    assertThat(disable("admin", true)).isEqualTo(409);
    assertThat(disable("nobody-of-that-name", true)).isEqualTo(404);
  }

  @Test
  void somebodySeesWhereTheyAreSignedInAndSignsOutElsewhere() {
    String name = account("doctor");
    String phone = session(name, OWN);
    String second = session(name, OWN);
    String third = session(name, OWN);

    JsonArray sessions = items("/api/me/sessions", phone);
    assertThat(sessions).hasSize(3);
    assertThat(sessions.stream().filter(it -> ((JsonObject) it).getBoolean("here"))).hasSize(1);
    assertThat(sessions.getJsonObject(0).getString("address")).isEqualTo("127.0.0.1");
    String secondId =
        items("/api/me/sessions", second).stream()
            .map(JsonObject.class::cast)
            .filter(it -> it.getBoolean("here"))
            .findFirst()
            .orElseThrow()
            .getString("id");

    assertThat(status("DELETE", "/api/me/sessions/" + secondId, phone)).isEqualTo(204);
    assertThat(status("GET", "/api/me", second)).isEqualTo(401);
    assertThat(status("DELETE", "/api/me/sessions/" + secondId, phone)).isEqualTo(404);
    assertThat(status("DELETE", "/api/me/sessions", phone)).isEqualTo(204);
    assertThat(status("GET", "/api/me", third)).isEqualTo(401);
    assertThat(items("/api/me/sessions", phone)).hasSize(1);
  }

  @Test
  void nobodyEndsTheSessionsOfAnother() {
    String mine = session(account("doctor"), OWN);
    String theirs = session(account("doctor"), OWN);
    String id = items("/api/me/sessions", theirs).getJsonObject(0).getString("id");

    assertThat(status("DELETE", "/api/me/sessions/" + id, mine)).isEqualTo(404);
    assertThat(status("GET", "/api/me", theirs)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    // scope, method, path, status
    "read, GET, /api/people, 200",
    "read, POST, /api/incidents/00000000-0000-0000-0000-000000000000/acknowledge, 403",
    "read, GET, /api/me/tokens, 403",
    "write, GET, /api/people, 200",
    "write, POST, /api/incidents/00000000-0000-0000-0000-000000000000/acknowledge, 404",
    "write, POST, /api/me/tokens, 403",
    "write, POST, /api//me/./tokens, 403",
    "write, POST, /api/me/tokens/, 403",
    "write, PUT, /api/me/password, 403",
    "write, DELETE, /api/me/sessions, 403",
    "write, DELETE, /api/session, 403",
    "fhir, GET, /api/people, 403",
    "fhir, GET, /api/me, 403",
    "fhir, GET, /fhir/nothing, 404"
  })
  void aTokenDoesWhatItsScopeSaysAndNeverMakesAnotherKey(
      String scope, String method, String path, int expected) {
    String token = token(session(account("doctor"), OWN), scope).getString("secret");

    assertThat(token).startsWith("slb_");
    assertThat(bearer(method, path, token)).isEqualTo(expected);
  }

  @Test
  void aTokenIsShownOnceAndOpensNothingOnceItIsRevoked() {
    String session = session(account("doctor"), OWN);
    JsonObject made = token(session, "read");
    String secret = made.getString("secret");
    assertThat(items("/api/me/tokens", session).encode()).doesNotContain(secret);
    assertThat(items("/api/me/tokens", session).getJsonObject(0).getString("lastUsed")).isNull();

    assertThat(bearer("GET", "/api/me", secret)).isEqualTo(200);
    assertThat(items("/api/me/tokens", session).getJsonObject(0).getString("lastUsed")).isNotNull();
    assertThat(status("DELETE", "/api/me/tokens/" + made.getString("id"), session)).isEqualTo(204);
    assertThat(bearer("GET", "/api/me", secret)).isEqualTo(401);
  }

  @Test
  void aTokenOpensNothingOnceItsTimeIsOver() {
    JsonObject made = token(session(account("doctor"), OWN), "read");
    String secret = made.getString("secret");
    assertThat(bearer("GET", "/api/me", secret)).isEqualTo(200);
    Planted.run(
        "update api_token set expires_at = now() - interval '1 second' where id = $1",
        UUID.fromString(made.getString("id")));
    assertThat(bearer("GET", "/api/me", secret)).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"-60", "31708800"})
  void aTokenLastsAYearAtMost(long seconds) {
    JsonObject body =
        new JsonObject()
            .put("name", "script")
            .put("scope", "read")
            .put("expires", Instant.now().plusSeconds(seconds).toString());
    assertThat(call("POST", "/api/me/tokens", session(account("doctor"), OWN), body).statusCode())
        .isEqualTo(400);
  }

  @Test
  void theDaughterJoinsByTheCodeAndSeesOnlyHerMother() {
    String mother = RunningService.mother();
    JsonObject invited =
        admin
            .post(
                "/api/people/" + mother + "/invitations",
                new JsonObject().put("relation", "女儿").put("name", "小红"))
            .json();
    String code = invited.getString("code");
    assertThat(code).matches("[A-HJKMNP-Z2-9]{10}");
    assertThat(Instant.parse(invited.getString("expires")))
        .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(8)));
    String aloud =
        code.substring(0, 5).toLowerCase(java.util.Locale.ROOT) + "-" + code.substring(5);

    assertThat(redeem(aloud, "grid").statusCode()).as("taken").isEqualTo(409);
    HttpResponse<String> joined = redeem(aloud, name());
    assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
    assertThat(new JsonObject(joined.body()).getString("role")).isEqualTo("family");
    JsonArray seen = items("/api/people", cookie(joined));
    assertThat(seen).hasSize(1);
    assertThat(seen.getJsonObject(0).getString("id")).isEqualTo(mother);

    assertThat(redeem(code, name()).statusCode()).as("used").isEqualTo(404);
    herFatherToo(cookie(joined), mother);
    assertThat(
            admin
                .post(
                    "/api/people/" + UUID.randomUUID() + "/invitations",
                    new JsonObject().put("relation", "女儿").put("name", "小红"))
                .status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // Sec-Fetch-Site, Origin, status
        "-, -, 204",
        "same-origin, -, 204",
        "none, -, 204",
        "cross-site, -, 403",
        "same-site, -, 403",
        "cross-site, own, 403",
        "-, own, 204",
        "-, null, 403",
        "-, https://evil.example, 403"
      })
  void anotherSitesPageChangesNothing(String site, String origin, int expected) {
    String session = session(account("doctor"), OWN);
    String own = "own".equals(origin) ? RunningService.url() : origin;
    String[] headers =
        java.util.stream.Stream.of(
                new String[] {"Cookie", session},
                site == null ? new String[0] : new String[] {"Sec-Fetch-Site", site},
                own == null ? new String[0] : new String[] {"Origin", own})
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new);

    assertThat(RunningService.call("DELETE", "/api/me/sessions", null, headers).statusCode())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "multipart/form-data; boundary=x, 415",
    "application/json; charset=utf-8, 401"
  })
  void aBodyThatAFormCouldSendIsNotRead(String type, int expected) {
    assertThat(
            RunningService.call(
                    "POST",
                    "/api/session",
                    "{\"account\":\"nobody-by-form\",\"password\":\"x\"}",
                    "Content-Type",
                    type)
                .statusCode())
        .isEqualTo(expected);
  }

  @Test
  void everyPageForbidsWhatItDoesNotNeed() {
    var page = RunningService.call("GET", "/", null, "X-Forwarded-Proto", "https").headers();
    assertThat(page.firstValue("Permissions-Policy").orElse("")).contains("camera=()");
    assertThat(page.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(page.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(page.firstValue("Strict-Transport-Security").orElse("")).contains("max-age=");
  }

  private String account(String role) {
    String name = name();
    SignedIn.Answer made =
        admin.post(
            "/api/accounts",
            new JsonObject()
                .put("account", name)
                .put("name", "测试医生")
                .put("role", role)
                .put("password", OWN));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return name;
  }

  private static String name() {
    return "sign-in-it-" + UUID.randomUUID();
  }

  private int disable(String name, boolean disabled) {
    return admin
        .put("/api/accounts/" + name + "/disabled", new JsonObject().put("disabled", disabled))
        .status();
  }

  private static HttpResponse<String> signIn(String name, String password) {
    JsonObject who = new JsonObject().put("account", name).put("password", password);
    return RunningService.call(
        "POST", "/api/session", who.encode(), "Content-Type", "application/json");
  }

  private static String session(String name, String password) {
    return cookie(signIn(name, password));
  }

  private static String cookie(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static HttpResponse<String> call(
      String method,
      String path,
      String session,
      @org.jspecify.annotations.Nullable JsonObject body) {
    return RunningService.call(
        method,
        path,
        body == null ? null : body.encode(),
        "Cookie",
        session,
        "Content-Type",
        "application/json");
  }

  private static int status(String method, String path, String session) {
    return call(method, path, session, null).statusCode();
  }

  private static int password(String session, String old, String chosen) {
    JsonObject body = new JsonObject().put("old", old).put("new", chosen);
    return call("PUT", "/api/me/password", session, body).statusCode();
  }

  private static JsonArray items(String path, String session) {
    return new JsonObject(call("GET", path, session, null).body()).getJsonArray("items");
  }

  private static JsonObject token(String session, String scope) {
    JsonObject body =
        new JsonObject()
            .put("name", "script")
            .put("scope", scope)
            .put("expires", Instant.now().plus(Duration.ofDays(30)).toString());
    HttpResponse<String> made = call("POST", "/api/me/tokens", session, body);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return new JsonObject(made.body());
  }

  private static int bearer(String method, String path, String token) {
    return RunningService.call(method, path, null, "Authorization", "Bearer " + token).statusCode();
  }

  /** The same daughter, of whom there is one, is invited to her father's. */
  private static void herFatherToo(String daughter, String mother) {
    SignedIn admin = RunningService.as("admin");
    String father =
        RunningService.items(admin, "/api/people?limit=100")
            .map(it -> it.getString("id"))
            .filter(it -> !it.equals(mother))
            .findFirst()
            .orElseThrow();
    JsonObject invitation = new JsonObject().put("relation", "女儿").put("name", "小红");
    String code =
        admin.post("/api/people/" + father + "/invitations", invitation).json().getString("code");
    HttpResponse<String> too =
        RunningService.call(
            "POST",
            "/api/invitations/redeem",
            new JsonObject().put("code", code).encode(),
            "Content-Type",
            "application/json",
            "Cookie",
            daughter);
    assertThat(too.statusCode()).as(too.body()).isEqualTo(200);
    assertThat(items("/api/people", daughter).stream())
        .map(it -> ((JsonObject) it).getString("id"))
        .containsExactlyInAnyOrder(mother, father);
  }

  private static HttpResponse<String> redeem(String code, String name) {
    JsonObject body =
        new JsonObject()
            .put("code", code)
            .put("account", name)
            .put("name", "小红")
            .put("password", OWN);
    return RunningService.call(
        "POST", "/api/invitations/redeem", body.encode(), "Content-Type", "application/json");
  }
}
