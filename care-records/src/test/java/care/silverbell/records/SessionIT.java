package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Signing in and out. */
class SessionIT {
  private static final String RIGHT = "{\"account\":\"grid\",\"password\":\"silverbell\"}";

  @Test
  void theCookieIsNotForScriptsNorForOtherSites() {
    String cookie = cookieOf(signIn(RIGHT));

    assertThat(cookie)
        .startsWith("silverbell_session=")
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Lax")
        .contains("Path=/")
        .contains("Max-Age=2592000")
        .doesNotContain("Secure");
  }

  @Test
  void behindHttpsTheCookieIsForHttpsOnly() {
    HttpResponse<String> answer =
        RunningService.call(
            "POST",
            "/api/session",
            RIGHT,
            "Content-Type",
            "application/json",
            "X-Forwarded-Proto",
            "https");

    assertThat(cookieOf(answer)).contains("Secure");
  }

  @Test
  void whoSignsInIsToldWhoTheyAre() {
    HttpResponse<String> answer = signIn(RIGHT);
    JsonObject me = new JsonObject(answer.body());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(me.getString("account")).isEqualTo("grid");
    assertThat(me.getString("role")).isEqualTo("grid");
    assertThat(me.getBoolean("demo")).isTrue();
    assertThat(me).isEqualTo(new JsonObject(RunningService.as("grid").get("/api/me").body()));
    assertThat(answer.body()).doesNotContain("password", "hash");
  }

  @Test
  void afterSignOutTheTokenOpensNothing() {
    String session = session(signIn(RIGHT));
    assertThat(me(session)).isEqualTo(200);

    HttpResponse<String> out =
        RunningService.call("DELETE", "/api/session", null, "Cookie", session);

    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(cookieOf(out)).startsWith("silverbell_session=;").contains("Max-Age=0");
    assertThat(me(session)).isEqualTo(401);
    assertThat(RunningService.call("DELETE", "/api/session", null).statusCode()).isEqualTo(204);
  }

  @Test
  void anUnknownAccountAndAWrongPasswordAreAnsweredAlike() {
    HttpResponse<String> wrong = signIn("{\"account\":\"grid\",\"password\":\"wrong\"}");
    HttpResponse<String> unknown = signIn("{\"account\":\"nobody\",\"password\":\"wrong\"}");

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(unknown.headers().map().keySet()).isEqualTo(wrong.headers().map().keySet());
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void aMachineShowsItsTokenInsteadOfACookie() {
    assertThat(RunningService.call("GET", "/api/me", null, RunningService.bearer("doctor")).body())
        .contains("\"doctor\"");
    assertThat(
            RunningService.call("GET", "/api/me", null, "Authorization", "Bearer nonsense")
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void thePageLoadsNothingFromElsewhereAndIsInNoFrame() {
    HttpResponse<String> page = RunningService.call("GET", "/", null);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "frame-ancestors 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(RunningService.call("GET", "/../db/records/V1__people.sql", null).statusCode())
        .isNotEqualTo(200);
    assertThat(RunningService.call("GET", "/webjars/..%2f..%2f..%2flogback.xml", null).body())
        .doesNotContain("<configuration");
  }

  private static HttpResponse<String> signIn(String body) {
    return RunningService.call("POST", "/api/session", body, "Content-Type", "application/json");
  }

  private static String cookieOf(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private static String session(HttpResponse<String> answer) {
    String cookie = cookieOf(answer);
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static int me(String session) {
    return RunningService.call("GET", "/api/me", null, "Cookie", session).statusCode();
  }
}
