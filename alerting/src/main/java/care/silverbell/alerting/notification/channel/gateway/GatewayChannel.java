package care.silverbell.alerting.notification.channel.gateway;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.courier.Answer;
import care.silverbell.alerting.notification.channel.courier.Courier;
import care.silverbell.alerting.notification.channel.courier.Said;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Short messages, or telephone calls, through an HTTP gateway whose way stands in its profile. What
 * becomes of them is told later, and read by {@link GatewayReceipts}.
 */
public final class GatewayChannel implements Channel {
  private static final String NO_BODY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"; // SHA-256 of nothing

  private final ChannelKind kind;
  private final GatewayOrder order;
  private final GatewaySettings settings;
  private final Courier courier;
  private final InstantSource clock;

  private GatewayChannel(
      ChannelKind kind,
      GatewayOrder order,
      GatewaySettings settings,
      Courier courier,
      InstantSource clock) {
    this.kind = kind;
    this.order = order;
    this.settings = settings;
    this.courier = courier;
    this.clock = clock;
  }

  /**
   * Through one gateway.
   *
   * @param kind SMS or VOICE
   * @throws IllegalArgumentException if the gateway cannot do that, or if a setting it needs is
   *     missing, naming what is wrong
   */
  public static GatewayChannel open(
      ChannelKind kind,
      GatewayProfile profile,
      GatewaySettings settings,
      Courier courier,
      InstantSource clock) {
    profile.check(kind, settings);
    return new GatewayChannel(kind, profile.order(kind).orElseThrow(), settings, courier, clock);
  }

  @Override
  public ChannelKind kind() {
    return kind;
  }

  @Override
  public Delivery send(UUID key, String to, Message message) {
    String number = GatewayValues.number(to);
    if (number == null) {
      return new Delivery.Refused("not a telephone number");
    }
    HttpRequest request;
    try {
      request = request(GatewayValues.of(key, number, message, settings));
    } catch (IllegalArgumentException e) {
      // A value that no header or address can bear; its text may hold a secret.
      return new Delivery.Refused("the gateway's profile makes no request of this message");
    }
    return switch (courier.carry(request)) {
      case Answer.Whole answer -> delivery(answer, number);
      case Answer.None none -> none.failure();
    };
  }

  private HttpRequest request(Map<String, String> values) {
    Map<String, String> query = texts(order.query(), values);
    Map<String, String> headers = texts(order.headers(), values);
    String base = settings.url() == null ? order.url() : settings.url();
    URI uri = URI.create(Gaps.filled(base == null ? "" : base, values));
    GatewayOrder.Signing signing = order.signing();
    if (signing != null) {
      sign(signing, uri, query, headers);
    }
    String text = AliyunSignature.query(query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                text.isEmpty()
                    ? uri
                    : URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + text))
            .method(order.method(), body(values, headers));
    headers.forEach((name, value) -> {
      if (!value.isBlank() && !name.equals("host")) {
        request.setHeader(name, value.replaceAll("[\\r\\n]+", " "));
      }
    });
    return request.build();
  }

  private HttpRequest.BodyPublisher body(Map<String, String> values, Map<String, String> headers) {
    JsonObject json = order.json();
    JsonObject form = order.form();
    if (json != null) {
      headers.put("Content-Type", "application/json; charset=utf-8");
      return publisher(Gaps.filled(json, values).encode());
    }
    if (form != null) {
      headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
      return publisher(AliyunSignature.query(texts(form, values)));
    }
    return HttpRequest.BodyPublishers.noBody();
  }

  private static HttpRequest.BodyPublisher publisher(String text) {
    return HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }

  /** All of Alibaba Cloud's parameters are in the query, so there is no body to sign. */
  private void sign(
      GatewayOrder.Signing signing,
      URI uri,
      Map<String, String> query,
      Map<String, String> headers) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String nonce = UUID.randomUUID().toString();
    String account = settings.values().getOrDefault("account", "");
    String secret = settings.values().getOrDefault("secret", "");
    if (signing.scheme().equals("acs1")) {
      query.put("AccessKeyId", account);
      query.put("Action", signing.action());
      query.put("Version", signing.version());
      query.put("Format", "JSON");
      query.put("SignatureMethod", "HMAC-SHA1");
      query.put("SignatureVersion", "1.0");
      query.put("SignatureNonce", nonce);
      query.put("Timestamp", now);
      query.put("Signature", AliyunSignature.rpc(order.method(), query, secret));
      return;
    }
    SortedMap<String, String> signed = new TreeMap<>();
    signed.put("host", uri.getAuthority());
    signed.put("x-acs-action", signing.action());
    signed.put("x-acs-version", signing.version());
    signed.put("x-acs-date", now);
    signed.put("x-acs-signature-nonce", nonce);
    signed.put("x-acs-content-sha256", NO_BODY);
    headers.putAll(signed);
    headers.put(
        "Authorization",
        AliyunSignature.authorization(order.method(), query, signed, account, secret));
  }

  private Delivery delivery(Answer.Whole answer, String number) {
    GatewayOrder.Field taken = order.taken();
    Optional<JsonObject> json = answer.json();
    if (json.isEmpty()) {
      if (!answer.isSuccess()) {
        return answer.failure();
      }
      return taken == null
          ? new Delivery.Taken(null)
          : new Delivery.TryAgain("the answer cannot be understood", null);
    }
    if (taken == null ? answer.isSuccess() : taken.isIn(json.get())) {
      return new Delivery.Taken(reference(json.get()));
    }
    String reason =
        Said.by(
            order.reason().stream()
                .map(field -> GatewayOrder.text(json.get(), field))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(": ")),
            settings.values().getOrDefault("secret", ""),
            settings.values().getOrDefault("account", ""),
            number);
    Optional<Delivery.TryAgain> again = order.again(json.get(), reason);
    if (again.isPresent()) {
      return again.get();
    }
    return answer.isSuccess() ? new Delivery.Refused(reason) : answer.failure(reason);
  }

  private @Nullable String reference(JsonObject json) {
    String reference = GatewayOrder.text(json, order.reference());
    return reference.isEmpty() ? null : reference;
  }

  /** What stands for an object in a query or a form is its JSON. */
  private static Map<String, String> texts(JsonObject template, Map<String, String> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    Gaps.filled(template, values)
        .forEach(it -> {
          String text =
              it.getValue() instanceof JsonObject object
                  ? object.encode()
                  : String.valueOf(it.getValue());
          if (!text.isEmpty()) {
            texts.put(it.getKey(), text);
          }
        });
    return texts;
  }
}
