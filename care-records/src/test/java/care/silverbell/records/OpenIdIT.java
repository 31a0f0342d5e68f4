package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import care.silverbell.testing.SmallProvider;
import care.silverbell.testing.SmallProvider.Lie;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in at the office's own provider, against one on a real port with real keys. */
class OpenIdIT {
  private final SmallProvider provider = RunningService.provider();
  private final SignedIn admin = RunningService.as("admin");
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final String account = "openid-" + suffix;
  private final String subject = "subject <" + suffix + ">";

  @BeforeEach
  void somebodyWhoIsLinked() {
    JsonObject draft =
        new JsonObject().put("account", account).put("name", "统一登录").put("role", "doctor");
    assertThat(admin.post("/api/accounts", draft).status()).isEqualTo(201);
    assertThat(link(account, subject)).isEqualTo(204);
    provider.signsIn(subject);
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "ELLIPTIC_AND_TRUE"})
  void whoIsLinkedIsSignedInWithTheSameCookieAsEverybody(Lie truth) {
    provider.lies(truth);
    ProviderJourney browser = new ProviderJourney();
    HttpResponse<String> answer = browser.signIn();

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(ProviderJourney.location(answer)).isEqualTo("/");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("silverbell_session=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Max-Age=2592000"));
    JsonObject me = new JsonObject(browser.get(RunningService.url() + "/api/me").body());
    assertThat(me.getString("account")).isEqualTo(account);
    // The one-time password that the account still has is for those who sign in with it.
    assertThat(me.getBoolean("mustChangePassword")).isFalse();
    assertThat(browser.get(RunningService.url() + "/api/people").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "ELLIPTIC_AND_TRUE", "UNKNOWN_KEY"})
  void aTokenThatProvesNothingIsRefused(Lie lie) {
    provider.lies(lie);

    refused(new ProviderJourney().signIn(), 403, "untrusted");
  }

  @Test
  void aNewKeyOfTheProviderIsFoundAndOneItNeverShowedIsNot() {
    assertThat(new ProviderJourney().signIn().statusCode()).isEqualTo(302);

    provider.rotateKey();
    assertThat(new ProviderJourney().signIn().statusCode()).isEqualTo(302);

    provider.lies(Lie.UNKNOWN_KEY);
    HttpResponse<String> answer = new ProviderJourney().signIn();
    assertThat(answer.statusCode()).isIn(403, 502);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(it -> it.startsWith("silverbell_session="));
  }

  @Test
  void aWayBackIsGoodOnceAndOnlyInTheBrowserThatSetOut() {
    ProviderJourney browser = new ProviderJourney();
    String back = browser.wayBack();
    String elsewhere = new ProviderJourney().wayBack();

    refused(browser.get(elsewhere), 400, "stale");
    refused(new ProviderJourney().get(back), 400, "stale");
    // Whoever asks in another browser has spent it for good.
    refused(browser.get(back), 400, "stale");

    ProviderJourney again = new ProviderJourney();
    String good = again.wayBack();
    assertThat(again.get(good).statusCode()).isEqualTo(302);
    refused(again.get(good), 400, "stale");
    refused(again.get(RunningService.url() + "/api/openid/callback"), 400, "stale");
  }

  @Test
  void aCodeOfAnotherSignInIsWorthNothing() {
    ProviderJourney browser = new ProviderJourney();
    String mine = browser.wayBack();
    String others = new ProviderJourney().wayBack();
    String swapped = mine.replaceFirst("code=[^&]+", others.replaceFirst(".*(code=[^&]+).*", "$1"));

    refused(browser.get(swapped), 403, "untrusted");
  }

  @Test
  void whoSaysNoAtTheProviderIsToldSo() {
    ProviderJourney browser = new ProviderJourney();
    String back = browser.wayBack().replaceFirst("code=[^&]+", "error=access_denied");

    refused(browser.get(back), 400, "declined");
  }

  @Test
  void aStrangerIsToldTheNumberAndNoAccountIsMade() {
    String stranger = "<script>alert(1)</script> " + suffix;
    provider.signsIn(stranger);
    int before = admin.get("/api/accounts").json().getJsonArray("items").size();
    HttpResponse<String> answer = new ProviderJourney().signIn();

    refused(answer, 403, "stranger");
    assertThat(answer.body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; " + suffix)
        .doesNotContain("<script");
    assertThat(admin.get("/api/accounts").json().getJsonArray("items")).hasSize(before);
  }

  @Test
  void aSubjectThatIsCalledLikeAnAccountIsStillAStranger() {
    provider.signsIn("admin");

    refused(new ProviderJourney().signIn(), 403, "stranger");
  }

  @Test
  void aDisabledAccountStaysShut() {
    JsonObject disabled = new JsonObject().put("disabled", true);
    assertThat(admin.put("/api/accounts/" + account + "/disabled", disabled).status())
        .isEqualTo(204);

    refused(new ProviderJourney().signIn(), 403, "disabled");
  }

  @Test
  void whoIsUnlinkedIsSignedOutAndComesInNoMore() {
    ProviderJourney browser = new ProviderJourney();
    assertThat(browser.signIn().statusCode()).isEqualTo(302);

    assertThat(link(account, null)).isEqualTo(204);

    assertThat(browser.get(RunningService.url() + "/api/me").statusCode()).isEqualTo(401);
    refused(new ProviderJourney().signIn(), 403, "stranger");
  }

  @Test
  void aSubjectOpensOneAccountOnly() {
    assertThat(link("doctor", subject)).isEqualTo(409);
    assertThat(new ProviderJourney().signIn().statusCode()).isEqualTo(302);
  }

  @Test
  void noSecretIsInTheLog() {
    ProviderJourney browser = new ProviderJourney();
    String back = browser.wayBack();
    assertThat(browser.get(back).statusCode()).isEqualTo(302);
    provider.lies(Lie.WRONG_NONCE);
    refused(new ProviderJourney().signIn(), 403, "untrusted");

    assertThat(RunningService.log())
        .doesNotContain(SmallProvider.SECRET)
        .doesNotContain(back.replaceFirst(".*code=([^&]+).*", "$1"))
        .doesNotContain(back.replaceFirst(".*state=([^&]+).*", "$1"));
  }

  private int link(String name, @Nullable String to) {
    return admin
        .put("/api/accounts/" + name + "/subject", new JsonObject().put("subject", to))
        .status();
  }

  private static void refused(HttpResponse<String> answer, int status, String why) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("data-refusal=\"" + why + "\"", "没有登录", "Not signed in");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(it -> it.startsWith("silverbell_session="));
  }
}
