package care.silverbell.ingest.broker;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the MQTT broker is and as whom to sign in.
 *
 * @param url {@code tcp://} or {@code mqtt://} (port 1883 unless said), {@code ssl://} or {@code
 *     mqtts://} (TLS, port 8883 unless said)
 * @param username null where the broker asks for none
 * @param password null where the broker asks for none; never printed
 */
public record BrokerSettings(String url, @Nullable String username, @Nullable String password) {
  private static final Set<String> PLAIN_SCHEMES = Set.of("tcp", "mqtt");
  private static final Set<String> TLS_SCHEMES = Set.of("ssl", "mqtts");

  /** Throws {@link IllegalArgumentException} saying what is wrong with the address. */
  public BrokerSettings {
    URI uri = parsed(url);
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the broker's user name and password belong in their own settings, not in its address");
    }
    if (!PLAIN_SCHEMES.contains(scheme(uri)) && !TLS_SCHEMES.contains(scheme(uri))) {
      throw new IllegalArgumentException(
          "the broker's address must begin with tcp://, mqtt://, ssl:// or mqtts://: " + url);
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("the broker's address names no host: " + url);
    }
  }

  /** Name or address of the broker's machine. */
  public String host() {
    String host = parsed(url).getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port that is said, or the usual one. */
  public int port() {
    int port = parsed(url).getPort();
    return port >= 0 ? port : tls() ? 8883 : 1883;
  }

  /** Whether the connection is encrypted. */
  public boolean tls() {
    return TLS_SCHEMES.contains(scheme(parsed(url)));
  }

  @Override
  public String toString() {
    return username == null ? url : url + " as " + username;
  }

  private static String scheme(URI uri) {
    String scheme = uri.getScheme();
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  private static URI parsed(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException _) {
      // Without the cause: its message holds the whole address, which may hold a password.
      throw new IllegalArgumentException("the broker's address cannot be read");
    }
  }
}
