package care.silverbell.alerting.notification.channel.gateway;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Receipt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one thing that a gateway tells is read.
 *
 * @param when what must be so for it to be read in this way at all
 * @param reference the field with the provider's own name for what it took
 * @param detail the field with its words
 * @param rules the first that fits counts; where none does, nothing was told
 */
record ReceiptReading(
    ChannelKind channel,
    Map<String, Set<String>> when,
    String reference,
    String detail,
    List<Rule> rules) {

  /** If these fields have one of these values each, it means this. */
  private record Rule(Map<String, Set<String>> when, Receipt.What what) {}

  /**
   * Reads it from a profile.
   *
   * @throws IllegalArgumentException if a channel or a meaning is none
   */
  static ReceiptReading of(JsonObject json) {
    List<Rule> rules = new ArrayList<>();
    json.getJsonArray("rules")
        .forEach(it -> {
          JsonObject rule = (JsonObject) it;
          rules.add(
              new Rule(
                  fields(rule),
                  Receipt.What.valueOf(rule.getString("what").toUpperCase(Locale.ROOT))));
        });
    return new ReceiptReading(
        ChannelKind.of(json.getString("channel")),
        fields(json),
        json.getString("reference"),
        json.getString("detail", "detail"),
        List.copyOf(rules));
  }

  /** Whether this is how it is to be read. */
  boolean fits(JsonObject told) {
    return !GatewayOrder.text(told, reference).isEmpty() && holds(when, told);
  }

  /** What it says; empty where it says nothing that counts. */
  Optional<Receipt> receipt(JsonObject told) {
    return rules.stream()
        .filter(rule -> holds(rule.when(), told))
        .findFirst()
        .map(rule -> {
          String words = GatewayOrder.text(told, detail);
          return new Receipt(
              channel,
              GatewayOrder.text(told, reference),
              rule.what(),
              words.isEmpty() ? null : words);
        });
  }

  private static boolean holds(Map<String, Set<String>> when, JsonObject told) {
    return when.entrySet().stream()
        .allMatch(it -> it.getValue().contains(GatewayOrder.text(told, it.getKey())));
  }

  private static Map<String, Set<String>> fields(JsonObject json) {
    Map<String, Set<String>> fields = new LinkedHashMap<>();
    json.getJsonObject("when", new JsonObject())
        .forEach(it ->
            fields.put(
                it.getKey(),
                ((JsonArray) it.getValue())
                    .stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())));
    return fields;
  }
}
