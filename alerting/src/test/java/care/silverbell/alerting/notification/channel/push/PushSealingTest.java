package care.silverbell.alerting.notification.channel.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of RFC 8291, section 5 and appendix A; and a browser that opens what we seal. */
class PushSealingTest {
  private static final String MESSAGE = "When I grow up, I want to be a watermelon";
  private static final String OWN_PUBLIC =
      "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
  private static final String OWN_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
  private static final String BROWSER_PUBLIC =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String BROWSER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
  private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
  private static final String SEALED =
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
          + "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxs"
          + "j_Qulcy4a-fN";

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  private static String subscription(String endpoint, String key, String auth) {
    return new JsonObject()
        .put("endpoint", endpoint)
        .put("keys", new JsonObject().put("p256dh", key).put("auth", auth))
        .encode();
  }

  @Test
  void theExampleOfTheRfcIsSealedByteForByte() {
    KeyPair own =
        new KeyPair(Points.publicKey(bytes(OWN_PUBLIC)), Points.privateKey(bytes(OWN_PRIVATE)));

    byte[] sealed =
        PushSealing.seal(
            MESSAGE.getBytes(StandardCharsets.UTF_8),
            PushSubscription.of(subscription("https://push.example.net/x", BROWSER_PUBLIC, AUTH)),
            own,
            bytes(SALT));

    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed)).isEqualTo(SEALED);
  }

  @Test
  void theBrowserOfTheTestsOpensTheExampleOfTheRfc() throws Exception {
    Browser browser = Browser.with(BROWSER_PUBLIC, BROWSER_PRIVATE, AUTH);

    assertThat(browser.open(bytes(SEALED))).isEqualTo(MESSAGE);
  }

  @Test
  void whatIsSealedForOneBrowserOpensThereAndNowhereElseAndNeverLooksTheSame() throws Exception {
    Browser browser = Browser.fresh();
    PushSubscription subscription =
        PushSubscription.of(browser.subscription("https://push.example.net/x"));
    byte[] message = "一键呼叫：王秀英".repeat(40).getBytes(StandardCharsets.UTF_8);

    byte[] sealed = PushSealing.seal(message, subscription);

    assertThat(browser.open(sealed)).isEqualTo(new String(message, StandardCharsets.UTF_8));
    assertThat(PushSealing.seal(message, subscription)).isNotEqualTo(sealed);
    assertThatThrownBy(() -> Browser.fresh().open(sealed)).isInstanceOf(Exception.class);
  }

  @Test
  void theLongestMessageFitsIntoOneRecordAndALongerOneIsRefused() throws Exception {
    Browser browser = Browser.fresh();
    PushSubscription subscription =
        PushSubscription.of(browser.subscription("https://push.example.net/x"));

    byte[] sealed =
        PushSealing.seal("x".repeat(3993).getBytes(StandardCharsets.UTF_8), subscription);

    assertThat(sealed).hasSize(4096);
    assertThat(browser.open(sealed)).hasSize(3993);
    assertThatThrownBy(() -> PushSealing.seal(new byte[3994], subscription))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "https://push.example.net/x",
        "{\"endpoint\":\"https://push.example.net/x\"}",
        "{\"endpoint\":7,\"keys\":{}}",
        "{\"endpoint\":\"https://push.example.net/x\",\"keys\":{\"p256dh\":\"AAAA\",\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}}",
        "{\"endpoint\":\"not an address\",\"keys\":{}}"
      })
  void whatIsNoSubscriptionIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> PushSubscription.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a push subscription of a browser");
  }

  @Test
  void aKeyBesideTheCurveIsRefused() {
    byte[] beside = bytes(BROWSER_PUBLIC);
    beside[64] ^= 1;

    assertThatThrownBy(() -> Points.publicKey(beside))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P-256");
  }

  @Test
  void aSubscriptionSaysNothingOfItsSecrets() {
    assertThat(
            PushSubscription.of(
                    subscription("https://push.example.net/secret", BROWSER_PUBLIC, AUTH))
                .toString())
        .contains("push.example.net")
        .doesNotContain("secret")
        .doesNotContain(AUTH);
  }
}
