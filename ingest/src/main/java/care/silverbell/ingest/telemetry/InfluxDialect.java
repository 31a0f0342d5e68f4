package care.silverbell.ingest.telemetry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Turns each request into what the server's version understands: before 1.8 there is no {@code
 * /api/v2/write}, and all of 1.x knows passwords where later ones know tokens.
 */
final class InfluxDialect implements Interceptor {
  private static final String WRITE = "/api/v2/write";

  private final InfluxSettings settings;

  /** Null until the server has told it. */
  private volatile @Nullable InfluxVersion version;

  InfluxDialect(InfluxSettings settings) {
    this.settings = settings;
  }

  void speak(InfluxVersion spoken) {
    version = spoken;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request asked = chain.request();
    Request.Builder said = asked.newBuilder();
    InfluxVersion spoken = version;
    if (spoken != null && !spoken.hasApiV2() && asked.url().encodedPath().endsWith(WRITE)) {
      said.url(oldWrite(asked.url()));
    }
    String token = settings.token();
    if (token != null) {
      said.header("Authorization", authorization(token, spoken));
    }
    return chain.proceed(said.build());
  }

  private HttpUrl oldWrite(HttpUrl url) {
    String path = url.encodedPath();
    return url.newBuilder()
        .encodedPath(path.substring(0, path.length() - WRITE.length()) + "/write")
        .query(null)
        .addQueryParameter("db", settings.bucket())
        .addQueryParameter("precision", "ms")
        .build();
  }

  private static String authorization(String token, @Nullable InfluxVersion spoken) {
    int colon = token.indexOf(':');
    if (colon >= 0 && spoken != null && spoken.signsInWithPassword()) {
      return Credentials.basic(
          token.substring(0, colon), token.substring(colon + 1), StandardCharsets.UTF_8);
    }
    return "Token " + token;
  }
}
