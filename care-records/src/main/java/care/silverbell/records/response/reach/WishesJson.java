package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.records.http.Problem;
import care.silverbell.records.person.Contact;
import care.silverbell.records.person.ContactJson;
import care.silverbell.records.response.form.Form;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@link Wishes} as the contract and the database write them. */
public final class WishesJson {
  /** What somebody may put in an order of their own; robots speak to groups. */
  static final Set<ChannelKind> ONES_OWN =
      EnumSet.of(
          ChannelKind.PAGE,
          ChannelKind.PUSH,
          ChannelKind.VOICE,
          ChannelKind.SMS,
          ChannelKind.NTFY,
          ChannelKind.WEBHOOK,
          ChannelKind.EMAIL);

  private static final int MOST_PHONES = 5;
  private static final int MOST_SPANS = 20;
  private static final int SUNDAY = 7;
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{2,24}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,190}");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private WishesJson() {}

  /** As the contract has it. */
  static JsonObject write(Wishes wishes) {
    return new JsonObject()
        .put("phones", new JsonArray(wishes.phones()))
        .put("email", wishes.email())
        .put("ntfy", wishes.ntfy())
        .put("webhook", wishes.webhook())
        .put(
            "channels",
            new JsonArray(wishes.channels().stream().map(ChannelKind::wireName).toList()))
        .put("quiet", ContactJson.hours(wishes.quiet()))
        .put("language", wishes.language());
  }

  /**
   * Reads what somebody wrote.
   *
   * @param office whether the office writes it: only then may a program of somebody's be called,
   *     for whoever names an address makes this service call it
   * @throws Problem 400 naming the field
   */
  static Wishes read(Form form, boolean office) {
    String language = form.optional("language");
    if (language != null && !List.of("zh-CN", "en").contains(language)) {
      throw form.wrong("language", "is zh-CN or en");
    }
    String webhook = form.optional("webhook");
    if (webhook != null) {
      if (!office) {
        throw form.wrong("webhook", "is the office's to set");
      }
      checkAddress(form, "webhook", webhook);
    }
    return new Wishes(
        form.texts("phones", MOST_PHONES).stream().map(it -> phone(form, it)).toList(),
        fitting(form, "email", EMAIL, "is an e-mail address"),
        fitting(form, "ntfy", TOPIC, "is a topic: letters, digits, _ and -"),
        webhook,
        channels(form),
        form.objects("quiet", MOST_SPANS, WishesJson::span),
        language);
  }

  /** From a row as {@code to_jsonb} writes it. */
  static Wishes ofRow(JsonObject row) {
    List<ChannelKind> channels = new ArrayList<>();
    row.getJsonArray("channels").forEach(it -> channels.add(ChannelKind.of((String) it)));
    return new Wishes(
        row.getJsonArray("phones").stream().map(String.class::cast).toList(),
        row.getString("email"),
        row.getString("ntfy"),
        row.getString("webhook"),
        channels,
        new Form(row, "").objects("quiet", MOST_SPANS, WishesJson::span),
        row.getString("language"));
  }

  /**
   * Checks that an address of the web is one, with TLS.
   *
   * @throws Problem 400 naming the field
   */
  static void checkAddress(Form form, String name, String text) {
    try {
      URI uri = URI.create(text);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw form.wrong(name, "is an address that begins with https://");
  }

  private static List<ChannelKind> channels(Form form) {
    List<ChannelKind> channels = new ArrayList<>();
    for (String text : form.texts("channels", ONES_OWN.size())) {
      ChannelKind kind;
      try {
        kind = ChannelKind.of(text);
      } catch (IllegalArgumentException e) {
        throw form.wrong("channels", "names " + text + ", which is no channel");
      }
      if (!ONES_OWN.contains(kind) || channels.contains(kind)) {
        throw form.wrong("channels", "names " + text + " twice, or it is none of one's own");
      }
      channels.add(kind);
    }
    return channels;
  }

  private static String phone(Form form, String text) {
    if (!PHONE.matcher(text).matches()) {
      throw form.wrong("phones", "are telephone numbers such as 13800000000");
    }
    return Phones.plain(text);
  }

  private static @Nullable String fitting(
      Form form, String name, Pattern pattern, String otherwise) {
    String text = form.optional(name);
    if (text != null && !pattern.matcher(text).matches()) {
      throw form.wrong(name, otherwise);
    }
    return text;
  }

  private static Contact.Hours span(Form form) {
    List<Integer> days = form.numbers("days", SUNDAY, 1, SUNDAY);
    if (days.isEmpty()) {
      throw form.wrong("days", "are missing: 1 for Monday to 7 for Sunday");
    }
    return new Contact.Hours(days, time(form, "from"), time(form, "to"));
  }

  private static LocalTime time(Form form, String name) {
    try {
      return LocalTime.parse(form.required(name));
    } catch (DateTimeException e) {
      throw form.wrong(name, "is a time such as 08:00");
    }
  }
}
