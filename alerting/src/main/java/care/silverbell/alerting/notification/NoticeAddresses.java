package care.silverbell.alerting.notification;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A recipient's addresses as the database keeps them with a notice. */
public final class NoticeAddresses {
  private NoticeAddresses() {}

  static JsonArray of(List<Address> addresses) {
    JsonArray json = new JsonArray();
    for (Address address : addresses) {
      json.add(
          new JsonObject()
              .put("channel", address.channel().wireName())
              .put("to", address.to())
              .put("verified", address.verified()));
    }
    return json;
  }

  /** Reads what was written. */
  public static List<Address> of(JsonArray json) {
    return json.stream()
        .map(JsonObject.class::cast)
        .map(it ->
            new Address(
                ChannelKind.of(it.getString("channel")),
                it.getString("to"),
                it.getBoolean("verified")))
        .toList();
  }
}
