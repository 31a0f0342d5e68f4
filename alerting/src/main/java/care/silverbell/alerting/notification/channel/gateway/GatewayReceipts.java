package care.silverbell.alerting.notification.channel.gateway;

import care.silverbell.alerting.notification.Receipt;
import care.silverbell.alerting.notification.channel.courier.Said;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What gateways tell later: delivered, answered, busy, no answer, failed, and which key was
 * pressed. A provider tells one thing or many, in JSON or as a form.
 */
public final class GatewayReceipts {
  private static final int LONGEST_REFERENCE = 200;

  private final GatewayProfiles profiles;

  /** By these profiles. */
  public GatewayReceipts(GatewayProfiles profiles) {
    this.profiles = profiles;
  }

  /**
   * Reads one request of a provider.
   *
   * @param contentType its header; null where it has none
   * @return in the order in which it tells; empty where nothing in it counts
   * @throws IllegalArgumentException if there is no such profile, or if nothing can be read
   */
  public List<Receipt> read(String profile, @Nullable String contentType, String body) {
    List<ReceiptReading> readings = profile(profile).receipts();
    List<Receipt> receipts = new ArrayList<>();
    for (JsonObject told : told(contentType, body)) {
      readings.stream()
          .filter(it -> it.fits(told))
          .findFirst()
          .flatMap(it -> it.receipt(told))
          .map(GatewayReceipts::shortened)
          .ifPresent(receipts::add);
    }
    return receipts;
  }

  /**
   * What a provider wants to hear when it has told: JSON.
   *
   * @throws IllegalArgumentException if there is no such profile
   */
  public String answer(String profile) {
    return profile(profile).receiptAnswer();
  }

  private GatewayProfile profile(String id) {
    Optional<GatewayProfile> profile = profiles.named(id);
    return profile.orElseThrow(() -> new IllegalArgumentException("there is no such gateway"));
  }

  private static Receipt shortened(Receipt receipt) {
    String reference = receipt.reference();
    String detail = receipt.detail();
    return new Receipt(
        receipt.channel(),
        reference.length() <= LONGEST_REFERENCE
            ? reference
            : reference.substring(0, LONGEST_REFERENCE),
        receipt.what(),
        detail == null ? null : Said.by(detail));
  }

  private static List<JsonObject> told(@Nullable String contentType, String body) {
    if (contentType != null && contentType.startsWith("application/x-www-form-urlencoded")) {
      return List.of(form(body));
    }
    try {
      return switch (Json.decodeValue(body)) {
        case JsonObject object -> List.of(object);
        case JsonArray array ->
            array.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
        case null, default -> throw new IllegalArgumentException("neither an object nor a list");
      };
    } catch (DecodeException e) {
      throw new IllegalArgumentException("neither JSON nor a form", e);
    }
  }

  private static JsonObject form(String body) {
    JsonObject form = new JsonObject();
    for (String part : body.split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        form.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
