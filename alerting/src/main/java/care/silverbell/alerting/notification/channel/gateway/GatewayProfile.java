package care.silverbell.alerting.notification.channel.gateway;

import care.silverbell.alerting.notification.ChannelKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ways of one gateway.
 *
 * @param orders how it is asked, by what for
 * @param receipts how what it tells later is read
 * @param receiptAnswer what it wants to hear when it has told
 */
public record GatewayProfile(
    String id,
    Map<ChannelKind, GatewayOrder> orders,
    List<ReceiptReading> receipts,
    String receiptAnswer) {

  /** Defensive copies. */
  public GatewayProfile {
    orders = Map.copyOf(orders);
    receipts = List.copyOf(receipts);
  }

  /**
   * Reads it from a catalogue.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static GatewayProfile of(JsonObject json) {
    String id = json.getString("id", "");
    if (!id.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("a profile's id is small letters, digits and hyphens");
    }
    try {
      Map<ChannelKind, GatewayOrder> orders = new EnumMap<>(ChannelKind.class);
      for (ChannelKind kind : List.of(ChannelKind.SMS, ChannelKind.VOICE)) {
        if (json.containsKey(kind.wireName())) {
          orders.put(kind, GatewayOrder.of(json.getJsonObject(kind.wireName())));
        }
      }
      List<ReceiptReading> receipts = new ArrayList<>();
      json.getJsonArray("receipts", new JsonArray())
          .forEach(it -> receipts.add(ReceiptReading.of((JsonObject) it)));
      return new GatewayProfile(
          id, orders, receipts, json.getJsonObject("receiptAnswer", new JsonObject()).encode());
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("profile " + id + " is not of a profile's form", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("profile " + id + ": " + e.getMessage(), e);
    }
  }

  /** How it is asked; empty where it cannot do that. */
  Optional<GatewayOrder> order(ChannelKind kind) {
    return Optional.ofNullable(orders.get(kind));
  }

  /**
   * Whether it can work with these settings.
   *
   * @throws IllegalArgumentException naming all that is missing
   */
  public void check(ChannelKind kind, GatewaySettings settings) {
    GatewayOrder order =
        order(kind)
            .orElseThrow(
                () -> new IllegalArgumentException(id + " is no gateway for " + kind.wireName()));
    List<String> missing = settings.missing(order.needs());
    if (!missing.isEmpty()) {
      String start = "SILVERBELL_" + kind.name() + "_";
      throw new IllegalArgumentException(
          id
              + " also needs "
              + missing.stream()
                  .map(it -> start + (it.equals("account") ? "KEY" : it.toUpperCase(Locale.ROOT)))
                  .collect(Collectors.joining(", ")));
    }
  }
}
