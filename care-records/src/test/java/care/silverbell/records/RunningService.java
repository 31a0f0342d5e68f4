package care.silverbell.records;

import care.silverbell.ingest.database.DatabaseSettings;
import care.silverbell.testing.SecretsSeen;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import care.silverbell.testing.SmallProvider;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One service on embedded parts for all who ask in this JVM; its demo sub-district is shared. */
final class RunningService {
  /** What brokers show who look bands up. */
  static final String BROKER_TOKEN = "the-token-of-the-broker";

  /** What gateways show. */
  static final String GATEWAY_TOKEN = "the-token-of-the-gateway";

  private static final SmallProvider PROVIDER = new SmallProvider();
  private static @Nullable ServiceProcess process;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Map<String, SignedIn> CALLERS = new ConcurrentHashMap<>();
  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  private RunningService() {}

  static String url() {
    return process().url();
  }

  /**
   * Until that is closed, whatever is asked of this goes to another service that nobody has used:
   * what is done there troubles no other test of this JVM.
   */
  static OwnService ofItsOwn() {
    @Nullable ServiceProcess shared = process;
    ServiceProcess own = start();
    use(own);
    return () -> {
      use(shared);
      own.close();
    };
  }

  /** Goes back to the shared one. */
  @FunctionalInterface
  interface OwnService extends AutoCloseable {
    @Override
    void close();
  }

  private static synchronized ServiceProcess process() {
    if (process == null) {
      process = start();
    }
    return process;
  }

  private static synchronized void use(@Nullable ServiceProcess service) {
    process = service;
    CALLERS.clear();
    TOKENS.clear();
  }

  /** Where one signs in beside accounts and passwords. */
  static SmallProvider provider() {
    return PROVIDER;
  }

  static int mqttPort() {
    return process().mqttPort();
  }

  /** Its embedded database: the port is the fourth line of what PostgreSQL writes down. */
  static DatabaseSettings database() {
    try {
      String port =
          java.nio.file.Files.readAllLines(
                  process().folder().resolve("data/postgres/cluster/postmaster.pid"))
              .get(3);
      return new DatabaseSettings(
          "postgresql://127.0.0.1:" + port.strip() + "/postgres", "postgres", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything it has said so far. */
  static String log() {
    try {
      return java.nio.file.Files.readString(process().log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody of the demo, or {@code nobody}; signed in once, as that takes its time. */
  static SignedIn as(String account) {
    return account.equals("nobody")
        ? SignedIn.nobody(url())
        : CALLERS.computeIfAbsent(account, it -> SignedIn.as(url(), it));
  }

  /** The id of the person whom the demo's {@code family} is the family of. */
  static String mother() {
    return items(as("family"), "/api/people").findFirst().orElseThrow().getString("id");
  }

  /** The id of the cell she lives in. */
  static String mothersCell() {
    return as("admin").get("/api/people/" + mother()).json().getJsonObject("cell").getString("id");
  }

  /** The items of a list. */
  static Stream<JsonObject> items(SignedIn caller, String path) {
    return caller.get(path).json().getJsonArray("items").stream().map(JsonObject.class::cast);
  }

  /**
   * A bare call with any body.
   *
   * @param headers names and values in turn
   */
  static HttpResponse<String> call(
      String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      SecretsSeen.in(answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The headers of somebody who signed in, for a bare call. */
  static String[] bearer(String account) {
    String token = TOKENS.computeIfAbsent(account, RunningService::token);
    return new String[] {"Authorization", "Bearer " + token, "Content-Type", "application/json"};
  }

  private static String token(String account) {
    JsonObject who = new JsonObject().put("account", account).put("password", "silverbell");
    String cookie =
        call("POST", "/api/session", who.encode(), "Content-Type", "application/json")
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }

  private static ServiceProcess start() {
    ServiceProcess started =
        new ServiceProcess(
            "api",
            Map.of(
                "SILVERBELL_BROKER_AUTH_TOKEN",
                BROKER_TOKEN,
                "SILVERBELL_GATEWAY_TOKEN",
                GATEWAY_TOKEN,
                "SILVERBELL_OIDC_ISSUER",
                PROVIDER.url(),
                "SILVERBELL_OIDC_CLIENT_ID",
                SmallProvider.CLIENT,
                "SILVERBELL_OIDC_CLIENT_SECRET",
                SmallProvider.SECRET,
                "SILVERBELL_OIDC_NAME",
                "市民一网通",
                // All tests ask as the same few accounts, from one address.
                "SILVERBELL_REQUESTS_PER_SECOND",
                "10000"));
    Runtime.getRuntime().addShutdownHook(new Thread(started::close));
    return started.start();
  }
}
