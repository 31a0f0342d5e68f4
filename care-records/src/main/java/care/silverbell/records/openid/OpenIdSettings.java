package care.silverbell.records.openid;

import java.net.URI;
import java.util.Set;

/**
 * Where the office's own sign-in is, and as whom the service asks there.
 *
 * @param issuer as the provider writes it in its tokens, to the letter
 * @param name what the button on the sign-in page calls it
 */
public record OpenIdSettings(URI issuer, String clientId, String clientSecret, String name) {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Takes the issuer only where nobody between can change what it says.
   *
   * @throws IllegalArgumentException if it is not HTTPS and not on this machine
   */
  public OpenIdSettings {
    String host = issuer.getHost();
    boolean here = "http".equals(issuer.getScheme()) && host != null && HERE.contains(host);
    if (host == null || !("https".equals(issuer.getScheme()) || here)) {
      throw new IllegalArgumentException(
          "an address such as https://login.example.org/realms/office, with https");
    }
    if (issuer.getQuery() != null || issuer.getFragment() != null) {
      throw new IllegalArgumentException("an issuer has neither ? nor #");
    }
  }

  @Override
  public String toString() {
    return "OpenIdSettings[" + issuer + ", client " + clientId + "]";
  }
}
