package care.silverbell.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A small OpenID Connect provider on a real port, as strict about its clients as the large ones:
 * redirect addresses it was told, PKCE with S256, codes that work once, a client secret. It lets in
 * whoever {@link #signsIn} says, and lies in its ID token when it is told to.
 */
public final class SmallProvider implements AutoCloseable {
  /** What the service must say it is. */
  public static final String CLIENT = "silverbell";

  /** Long enough to be a key of HS256, for the token that is signed with it. */
  public static final String SECRET = "the client's secret, known to the two of us: %41+&";

  /** What can be wrong with an ID token. */
  public enum Lie {
    NONE,
    ELLIPTIC_AND_TRUE,
    WRONG_NONCE,
    NO_NONCE,
    WRONG_AUDIENCE,
    WRONG_ISSUER,
    EXPIRED,
    BAD_SIGNATURE,
    UNKNOWN_KEY,
    ALG_NONE,
    SIGNED_WITH_THE_SECRET
  }

  private record Asked(String nonce, String challenge, String redirect) {}

  private final HttpServer server;
  private final Map<String, Asked> codes = new ConcurrentHashMap<>();
  private final ECKey elliptic = made(() -> new ECKeyGenerator(Curve.P_256).keyID("ec").generate());
  private volatile RSAKey key = rsa();
  private volatile String subject = "nobody";
  private volatile Lie lie = Lie.NONE;
  private volatile boolean away;

  /** Listens at once. */
  public SmallProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Its issuer. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Who signs in from now on. */
  public SmallProvider signsIn(String who) {
    this.subject = who;
    this.lie = Lie.NONE;
    return this;
  }

  /** Tells that lie from now on. */
  public void lies(Lie how) {
    this.lie = how;
  }

  /** Signs with a new key from now on; the old one is gone from the key set. */
  public void rotateKey() {
    this.key = rsa();
  }

  /** Answers 503 to everything, or answers again. */
  public void away(boolean isAway) {
    this.away = isAway;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (away) {
        send(exchange, 503, "text/plain", "gone fishing");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/.well-known/openid-configuration" ->
            send(exchange, 200, "application/json", configuration().encode());
        case "/keys" ->
            send(
                exchange,
                200,
                "application/json",
                new JWKSet(java.util.List.of((JWK) key, elliptic)).toString());
        case "/authorize" -> authorize(exchange, form(exchange.getRequestURI().getRawQuery()));
        case "/token" ->
            token(
                exchange,
                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        default -> send(exchange, 404, "text/plain", "");
      }
    }
  }

  private JsonObject configuration() {
    return new JsonObject()
        .put("issuer", url())
        .put("authorization_endpoint", url() + "/authorize")
        .put("token_endpoint", url() + "/token")
        .put("jwks_uri", url() + "/keys")
        .put("response_types_supported", new JsonArray().add("code"))
        .put("subject_types_supported", new JsonArray().add("public"))
        .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256").add("ES256"))
        .put("code_challenge_methods_supported", new JsonArray().add("S256"));
  }

  private void authorize(HttpExchange exchange, Map<String, String> asked) throws IOException {
    String redirect = asked.getOrDefault("redirect_uri", "");
    boolean good =
        CLIENT.equals(asked.get("client_id"))
            && redirect.matches("http://127\\.0\\.0\\.1:\\d+/api/openid/callback")
            && "code".equals(asked.get("response_type"))
            && "S256".equals(asked.get("code_challenge_method"))
            && "openid".equals(asked.get("scope"))
            && asked.getOrDefault("state", "").length() >= 32
            && asked.getOrDefault("nonce", "").length() >= 32;
    if (!good) {
      send(exchange, 400, "text/plain", "refused: " + asked);
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(
        code,
        new Asked(
            asked.getOrDefault("nonce", ""), asked.getOrDefault("code_challenge", ""), redirect));
    String state = URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Location", redirect + "?code=" + code + "&state=" + state);
    exchange.sendResponseHeaders(302, -1);
  }

  private void token(HttpExchange exchange, Map<String, String> asked) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Asked known = codes.remove(asked.getOrDefault("code", ""));
    if (!basic().equals(header)) {
      refuse(exchange, "invalid_client");
      return;
    }
    if (known == null
        || !"authorization_code".equals(asked.get("grant_type"))
        || !known.redirect.equals(asked.get("redirect_uri"))
        || !known.challenge.equals(s256(asked.getOrDefault("code_verifier", "")))) {
      refuse(exchange, "invalid_grant");
      return;
    }
    JsonObject answer =
        new JsonObject()
            .put("access_token", UUID.randomUUID().toString())
            .put("token_type", "Bearer")
            .put("expires_in", 300)
            .put("id_token", made(() -> idToken(known.nonce)));
    send(exchange, 200, "application/json", answer.encode());
  }

  private static void refuse(HttpExchange exchange, String error) throws IOException {
    send(exchange, 400, "application/json", new JsonObject().put("error", error).encode());
  }

  private String idToken(String nonce) throws JOSEException {
    Instant now = Instant.now();
    Instant end = now.plus(Duration.ofMinutes(lie == Lie.EXPIRED ? -10 : 5));
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(lie == Lie.WRONG_ISSUER ? "https://elsewhere.example" : url())
            .audience(lie == Lie.WRONG_AUDIENCE ? "another-client" : CLIENT)
            .subject(subject)
            .issueTime(Date.from(end.minus(Duration.ofMinutes(5))))
            .expirationTime(Date.from(end));
    if (lie != Lie.NO_NONCE) {
      claims.claim("nonce", lie == Lie.WRONG_NONCE ? "of-another-sign-in" : nonce);
    }
    return switch (lie) {
      case ALG_NONE -> new PlainJWT(claims.build()).serialize();
      case ELLIPTIC_AND_TRUE -> signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(elliptic), claims);
      case SIGNED_WITH_THE_SECRET ->
          signed(JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(SECRET), claims);
      case BAD_SIGNATURE ->
          signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(rsa()), claims);
      case UNKNOWN_KEY ->
          signed(JWSAlgorithm.RS256, "never-shown", new RSASSASigner(rsa()), claims);
      case NONE, WRONG_NONCE, NO_NONCE, WRONG_AUDIENCE, WRONG_ISSUER, EXPIRED ->
          signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), claims);
    };
  }

  private static String signed(
      JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet.Builder claims)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private static String basic() {
    String both =
        URLEncoder.encode(CLIENT, StandardCharsets.UTF_8)
            + ":"
            + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static String s256(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String field : text.split("&")) {
      String[] both = field.split("=", 2);
      fields.put(
          URLDecoder.decode(both[0], StandardCharsets.UTF_8),
          both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static RSAKey rsa() {
    return made(() -> new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate());
  }

  private interface Making<T> {
    T made() throws JOSEException;
  }

  private static <T> T made(Making<T> making) {
    try {
      return making.made();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
