package care.silverbell.alerting.notification.channel.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with gaps, {@code {title}} or {@code {title:35}} (at most so many characters). A value is
 * put in once and never read as a template again; what is to be escaped is escaped afterwards by
 * whoever writes the JSON, the form or the query, so that no value can break out of its place.
 */
final class Gaps {
  private static final Pattern GAP = Pattern.compile("\\{([a-z][a-z0-9.]*)(?::(\\d{1,4}))?\\}");

  private Gaps() {}

  /** The text with its gaps filled; what has no value is left out. */
  static String filled(String template, Map<String, String> values) {
    return GAP.matcher(template).replaceAll(gap -> Matcher.quoteReplacement(value(gap, values)));
  }

  /** The same for each text in it. */
  static JsonObject filled(JsonObject template, Map<String, String> values) {
    JsonObject filled = new JsonObject();
    template.forEach(entry -> filled.put(entry.getKey(), any(entry.getValue(), values)));
    return filled;
  }

  /** The names of all gaps in it. */
  static Set<String> names(Object template) {
    Set<String> names = new TreeSet<>();
    GAP.matcher(String.valueOf(template)).results().forEach(gap -> names.add(gap.group(1)));
    return names;
  }

  private static Object any(Object template, Map<String, String> values) {
    return switch (template) {
      case String text -> filled(text, values);
      case JsonObject object -> filled(object, values);
      case JsonArray array -> {
        JsonArray filled = new JsonArray();
        array.forEach(item -> filled.add(any(item, values)));
        yield filled;
      }
      default -> template;
    };
  }

  private static String value(MatchResult gap, Map<String, String> values) {
    String value = values.getOrDefault(gap.group(1), "");
    if (gap.group(2) == null) {
      return value;
    }
    int most = Integer.parseInt(gap.group(2));
    return value.codePointCount(0, value.length()) <= most
        ? value
        : value.substring(0, value.offsetByCodePoints(0, most - 1)) + "…";
  }
}
