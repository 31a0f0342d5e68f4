package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.Recipient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Addresses as the contract writes them: whole for who keeps them, else only to be known again. */
public final class AddressJson {
  private AddressJson() {}

  /** {@code [{"channel":"voice","to":"138****0001","verified":true}]}. */
  public static JsonArray masked(Recipient recipient) {
    JsonArray json = new JsonArray();
    recipient.addresses().forEach(it -> json.add(json(it, masked(it))));
    return json;
  }

  /**
   * The same with whole numbers, for whoever keeps them; of a robot and a program the host only.
   *
   * @param open opens what is kept sealed
   */
  static JsonArray whole(Recipient recipient, UnaryOperator<String> open) {
    JsonArray json = new JsonArray();
    recipient.addresses().forEach(it -> json.add(json(it, whole(it, open))));
    return json;
  }

  private static JsonObject json(Address address, @Nullable String to) {
    return new JsonObject()
        .put("channel", address.channel().wireName())
        .put("to", to)
        .put("verified", address.verified());
  }

  private static @Nullable String whole(Address address, UnaryOperator<String> open) {
    return switch (address.channel()) {
      case PAGE, PUSH, CANARY -> null;
      case VOICE, SMS, EMAIL -> address.to();
      case NTFY -> open.apply(address.to());
      case WECOM, DINGTALK, WEBHOOK -> host(address.to());
    };
  }

  private static @Nullable String masked(Address address) {
    return switch (address.channel()) {
      case PAGE, PUSH, CANARY -> null;
      case VOICE, SMS, EMAIL -> Phones.masked(address.to());
      case NTFY -> "***"; // whoever knows the topic reads it
      case WECOM, DINGTALK, WEBHOOK -> host(address.to());
    };
  }

  /** What stands behind the host lets whoever knows it speak there. */
  private static String host(String address) {
    try {
      String host = URI.create(address).getHost();
      return host == null ? "***" : host;
    } catch (IllegalArgumentException e) {
      return "***";
    }
  }
}
