package care.silverbell.alerting.notification.channel.push;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.notification.channel.courier.Couriers;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The example of RFC 8292, section 2.4, and what push services check. */
class VapidKeyTest {
  private static final String HEADER = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";
  private static final String CLAIMS =
      "eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNo"
          + "QGV4YW1wbGUuY29tIn0";
  private static final String SIGNATURE =
      "i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
  private static final String KEY =
      "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";

  private static boolean verifies(String publicKey, String token) throws Exception {
    String[] parts = token.split("\\.");
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(Points.publicKey(Base64.getUrlDecoder().decode(publicKey)));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
  }

  @Test
  void theSameClaimsGiveTheTextThatTheRfcSigns() {
    assertThat(
            VapidKey.signingInput(
                "https://push.example.net", "mailto:push@example.com", 1453523768))
        .isEqualTo(HEADER + "." + CLAIMS);
  }

  @Test
  void theSignatureOfTheRfcHoldsInTheWayOursIsChecked() throws Exception {
    assertThat(verifies(KEY, HEADER + "." + CLAIMS + "." + SIGNATURE)).isTrue();
    assertThat(verifies(KEY, HEADER + "." + CLAIMS.replace('A', 'B') + "." + SIGNATURE)).isFalse();
  }

  @Test
  void whatAPushServiceIsShownIsSignedForItAloneAndForLessThanADay() throws Exception {
    VapidKey key = VapidKey.fresh();

    String shown =
        key.authorization(
            URI.create("https://push.example.net:8443/p/abc?x=1"),
            "mailto:a@b.example",
            Couriers.NOW);

    assertThat(shown).startsWith("vapid t=").endsWith(", k=" + key.publicKey());
    String token = shown.substring("vapid t=".length(), shown.indexOf(','));
    assertThat(verifies(key.publicKey(), token)).isTrue();
    JsonObject claims =
        new JsonObject(
            new String(
                Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    assertThat(claims.getString("aud")).isEqualTo("https://push.example.net:8443");
    assertThat(claims.getString("sub")).isEqualTo("mailto:a@b.example");
    assertThat(claims.getLong("exp") - Couriers.NOW.getEpochSecond()).isBetween(3600L, 86_400L);
  }
}
