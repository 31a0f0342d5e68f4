package care.silverbell.records.band;

import care.silverbell.ingest.broker.TopicRules;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups that mosquitto (with mosquitto-go-auth) and EMQX make of every client, so that the
 * embedded broker's rule holds there too: a band comes in with its own secret and uses its own
 * topics; the service comes in with its own and uses all. The answer is always 200 with {@code
 * result} for EMQX and {@code Ok} for mosquitto-go-auth; any other status would make EMQX ask the
 * next authenticator.
 */
public final class BrokerLookUps {
  /** The client ids that are the service's own. */
  private static final String RESERVED_CLIENT_PREFIX = "silverbell-";

  private final Bands bands;
  private final @Nullable String token;
  private final @Nullable String serviceName;
  private final @Nullable String serviceSecret;

  /**
   * Answers brokers that know the token.
   *
   * @param token null refuses every broker
   * @param serviceName how the service itself signs in at that broker
   */
  public BrokerLookUps(
      Bands bands,
      @Nullable String token,
      @Nullable String serviceName,
      @Nullable String serviceSecret) {
    this.bands = bands;
    this.token = token;
    this.serviceName = serviceName;
    this.serviceSecret = serviceSecret;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.open(HttpMethod.POST, "/mqtt/authenticate", query -> answer(mayConnect(checked(query))));
    api.open(HttpMethod.POST, "/mqtt/authorize", query -> answer(mayUse(checked(query))));
  }

  private boolean mayConnect(Query query) {
    String username = field(query, "username");
    String password = field(query, "password");
    if (isService(username)) {
      return serviceSecret != null && same(password, serviceSecret);
    }
    String client = field(query, "clientid");
    boolean anothers = bands.isRegistered(client) && !client.equals(username);
    boolean reserved = client.startsWith(RESERVED_CLIENT_PREFIX) || anothers;
    return !reserved && bands.mayConnect(username, password);
  }

  private boolean mayUse(Query query) {
    String username = field(query, "username");
    if (isService(username)) {
      return true;
    }
    String topic = field(query, "topic");
    return switch (field(query, "action") + access(query)) {
      case "publish", "2" -> TopicRules.mayPublish(username, topic);
      case "subscribe", "1", "4" -> TopicRules.maySubscribe(username, topic);
      case "3" ->
          TopicRules.mayPublish(username, topic) && TopicRules.maySubscribe(username, topic);
      default -> false;
    };
  }

  /**
   * mosquitto-go-auth says {@code acc} where EMQX says {@code action}: mosquitto's 1 for read, 2
   * for write, 3 for both, 4 for subscribe.
   */
  private static String access(Query query) {
    Object access = query.body().getValue("acc");
    return access instanceof Integer ? access.toString() : "";
  }

  private boolean isService(String username) {
    return serviceName != null && serviceName.equals(username);
  }

  private Query checked(Query query) {
    String given = Api.token(query.context()).or(() -> query.text("token")).orElse("");
    if (token == null || !same(given, token)) {
      throw Problem.unauthorized(
          "the broker's token is missing or wrong (SILVERBELL_BROKER_AUTH_TOKEN)");
    }
    return query;
  }

  private static String field(Query query, String name) {
    return Objects.requireNonNullElse(query.optional(name), "");
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject answer(boolean allowed) {
    return new JsonObject()
        .put("result", allowed ? "allow" : "deny")
        .put("Ok", allowed)
        .put("Error", allowed ? "" : "not allowed");
  }
}
