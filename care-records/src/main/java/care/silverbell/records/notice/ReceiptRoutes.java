package care.silverbell.records.notice;

import care.silverbell.alerting.notification.Receipt;
import care.silverbell.alerting.notification.Receipts;
import care.silverbell.alerting.notification.channel.gateway.GatewayReceipts;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.ClientAddress;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.signin.RequestLimits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The route by which gateways say what became of messages and calls. */
public final class ReceiptRoutes {
  private static final int LARGEST = 65_536;

  private final GatewayReceipts reading;
  private final Receipts receipts;
  private final @Nullable String token;
  private final RequestLimits limits;
  private final ClientAddress addresses;

  /**
   * Takes what a gateway says that knows the token.
   *
   * @param token null refuses every gateway
   */
  public ReceiptRoutes(
      GatewayReceipts reading,
      Receipts receipts,
      @Nullable String token,
      RequestLimits limits,
      ClientAddress addresses) {
    this.reading = reading;
    this.receipts = receipts;
    this.token = token;
    this.limits = limits;
    this.addresses = addresses;
  }

  /** Adds the route. */
  public void addTo(Api api) {
    api.open(HttpMethod.POST, "/gateway/:profile/receipt", this::take);
  }

  private JsonObject take(Query query) {
    HttpServerRequest request = query.context().request();
    if (token == null || !same(query.text("token").orElse(""), token)) {
      Duration wait = limits.take(ClientAddress.network(addresses.of(request)));
      if (wait.isPositive()) {
        query.context().response().putHeader("Retry-After", "" + (wait.toSeconds() + 1));
        throw Problem.tooMany("too many wrong tokens; ask again a little later");
      }
      throw Problem.unauthorized(
          "the gateway's token is missing or wrong (SILVERBELL_GATEWAY_TOKEN)");
    }
    Buffer body = Objects.requireNonNullElseGet(query.context().body().buffer(), Buffer::buffer);
    if (body.length() > LARGEST) {
      throw Problem.tooLarge("a receipt has 64 KiB at most");
    }
    String profile = query.path("profile");
    for (Receipt receipt : read(profile, request, body)) {
      var _ = receipts.take(receipt);
    }
    return new JsonObject(reading.answer(profile));
  }

  private List<Receipt> read(String profile, HttpServerRequest request, Buffer body) {
    try {
      return reading.read(
          profile, request.getHeader("Content-Type"), body.toString(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("the receipt cannot be read: " + e.getMessage());
    }
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
