package care.silverbell.alerting.notification.channel.gateway;

import care.silverbell.alerting.notification.Delivery;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one gateway is asked to send a message or to ring somebody, and how its answer is read.
 *
 * @param needs which settings it cannot do without
 * @param url null where the operator must say it
 * @param signing null where a header does it
 * @param form null for a body of JSON, or for none
 * @param json null for a form, or for none
 * @param taken the field and its values that mean yes; null where the status says it
 * @param reference the field with the provider's own name for it
 * @param reason the fields that say why not
 * @param againField null where only the status says that it can be tried again
 * @param ofOneNumber those of its values that say something of the number and nothing of the
 *     provider
 */
record GatewayOrder(
    String method,
    List<String> needs,
    @Nullable String url,
    @Nullable Signing signing,
    JsonObject query,
    JsonObject headers,
    @Nullable JsonObject form,
    @Nullable JsonObject json,
    @Nullable Field taken,
    String reference,
    List<String> reason,
    @Nullable String againField,
    Map<String, Duration> again,
    Set<String> ofOneNumber) {

  private static final Set<String> KNOWN =
      Set.of(
          "method",
          "needs",
          "url",
          "signing",
          "query",
          "headers",
          "form",
          "json",
          "taken",
          "reference",
          "reason",
          "again");

  /** A field and those of its values that count. */
  record Field(String path, Set<String> values) {
    boolean isIn(JsonObject json) {
      return values.contains(text(json, path));
    }
  }

  /** How Alibaba Cloud wants a request signed. */
  record Signing(String scheme, String action, String version) {}

  /**
   * Reads it from a profile.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static GatewayOrder of(JsonObject order) {
    Set<String> unknown = new TreeSet<>(order.fieldNames());
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("nobody knows " + String.join(", ", unknown));
    }
    Set<String> gaps = Gaps.names(order);
    gaps.removeAll(GatewayValues.NAMES);
    if (!gaps.isEmpty()) {
      throw new IllegalArgumentException("there is no {" + String.join("}, {", gaps) + "}");
    }
    JsonObject again = order.getJsonObject("again", new JsonObject());
    Map<String, Duration> after = new LinkedHashMap<>();
    again
        .getJsonObject("after", new JsonObject())
        .forEach(
            it -> after.put(it.getKey(), Duration.ofSeconds(((Number) it.getValue()).longValue())));
    return new GatewayOrder(
        order.getString("method", "POST"),
        texts(order.getJsonArray("needs", new JsonArray())),
        order.getString("url"),
        signing(order.getJsonObject("signing")),
        order.getJsonObject("query", new JsonObject()),
        order.getJsonObject("headers", new JsonObject()),
        order.getJsonObject("form"),
        order.getJsonObject("json"),
        field(order.getJsonObject("taken")),
        order.getString("reference", "id"),
        texts(order.getJsonArray("reason", new JsonArray())),
        again.getString("field"),
        after,
        Set.copyOf(texts(again.getJsonArray("ofOneNumber", new JsonArray()))));
  }

  /** The text at {@code a.b.c}; empty where there is none. */
  static String text(JsonObject json, String path) {
    Object at = json;
    for (String name : path.split("\\.")) {
      at = at instanceof JsonObject object ? object.getValue(name) : null;
    }
    return at == null ? "" : String.valueOf(at);
  }

  /** How long the provider wants to be left alone; empty where this answer does not ask for it. */
  Optional<Delivery.TryAgain> again(JsonObject answer, String reason) {
    if (againField == null) {
      return Optional.empty();
    }
    String value = text(answer, againField);
    return Optional.ofNullable(again.get(value))
        .map(pause -> new Delivery.TryAgain(reason, pause, ofOneNumber.contains(value)));
  }

  private static @Nullable Field field(@Nullable JsonObject field) {
    if (field == null) {
      return null;
    }
    String path = field.fieldNames().iterator().next();
    return new Field(path, Set.copyOf(texts(field.getJsonArray(path))));
  }

  private static @Nullable Signing signing(@Nullable JsonObject signing) {
    if (signing == null) {
      return null;
    }
    String scheme = signing.getString("scheme");
    if (!"acs1".equals(scheme) && !"acs3".equals(scheme)) {
      throw new IllegalArgumentException("signing is acs1 or acs3");
    }
    return new Signing(scheme, signing.getString("action"), signing.getString("version"));
  }

  private static List<String> texts(JsonArray array) {
    List<String> texts = new ArrayList<>();
    array.forEach(it -> texts.add(String.valueOf(it)));
    return List.copyOf(texts);
  }
}
