package care.silverbell.ingest.telemetry;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where InfluxDB is and how to sign in.
 *
 * @param url {@code http://host:port}
 * @param token of 2.x and 3.x, or {@code user:password} of 1.x; null where none is asked for
 * @param org of 2.x; null elsewhere
 * @param bucket of 2.x, database of 1.x and 3.x
 */
public record InfluxSettings(
    String url, @Nullable String token, @Nullable String org, String bucket) {
  /** The bucket when none is named. */
  public static final String DEFAULT_BUCKET = "silverbell";

  /**
   * Checks the shape of the url and drops its last slash.
   *
   * @throws IllegalArgumentException if it is not a url of http or https, or the bucket is blank
   */
  public InfluxSettings {
    URI uri = URI.create(url);
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("InfluxDB's url starts with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("InfluxDB's url names a host");
    }
    if (bucket.isBlank()) {
      throw new IllegalArgumentException("InfluxDB's bucket has a name");
    }
    url = url.replaceFirst("/+$", "");
  }

  /** A server that asks for no token, with the default bucket. */
  public static InfluxSettings open(String url) {
    return new InfluxSettings(url, null, null, DEFAULT_BUCKET);
  }

  @Override
  public String toString() {
    return "InfluxSettings[" + url + ", org " + org + ", bucket " + bucket + "]";
  }
}
