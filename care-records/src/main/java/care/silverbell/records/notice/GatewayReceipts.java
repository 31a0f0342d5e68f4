package care.silverbell.records.notice;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Receipt;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a gateway says of messages and calls that it took: one thing or many, in the words of
 * the generic profile.
 */
public final class GatewayReceipts {
  private static final String GENERIC = "generic";

  /**
   * Reads one report.
   *
   * @param contentType as the request names it; null where it names none
   * @throws IllegalArgumentException if there is no such profile, or it cannot be read
   */
  public List<Receipt> read(String profile, @Nullable String contentType, String body) {
    if (!profile.equals(GENERIC)) {
      throw new IllegalArgumentException("there is no such gateway");
    }
    try {
      return switch (Json.decodeValue(body)) {
        case JsonObject one -> List.of(receipt(one));
        case JsonArray many ->
            many.stream().map(JsonObject.class::cast).map(GatewayReceipts::receipt).toList();
        case null, default -> throw new IllegalArgumentException("neither an object nor a list");
      };
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }

  /** What the gateway wants to hear: JSON. */
  public String answer(String profile) {
    return profile.equals(GENERIC) ? "{\"ok\":true}" : "{}";
  }

  private static Receipt receipt(JsonObject told) {
    return new Receipt(
        ChannelKind.of(told.getString("kind", "")),
        told.getString("id", ""),
        what(told),
        told.getString("detail"));
  }

  private static Receipt.What what(JsonObject told) {
    return switch (told.getString("pressed", "")) {
      case "1" -> Receipt.What.ACCEPTED;
      case "2" -> Receipt.What.PASSED;
      case String _ -> {
        String status = told.getString("status", "").toUpperCase(Locale.ROOT).replace('-', '_');
        yield status.equals("ANSWERED") ? Receipt.What.READ : Receipt.What.valueOf(status);
      }
    };
  }
}
