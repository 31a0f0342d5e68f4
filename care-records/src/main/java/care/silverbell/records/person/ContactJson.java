package care.silverbell.records.person;

import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Contacts as the contract writes them, and as the database keeps their hours. */
public final class ContactJson {
  /** How a contact may be told. */
  public static final Set<String> CHANNELS =
      Set.of("phone", "sms", "email", "wecom", "dingtalk", "app");

  /** A tag of a language, as BCP 47 forms it. */
  public static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  private static final String FORM =
      "contacts are [{\"name\",\"relation\",\"phones\",\"keyHolder\",\"hours\",\"channels\",…}]";

  private ContactJson() {}

  static JsonArray write(List<Contact> contacts) {
    JsonArray json = new JsonArray();
    contacts.forEach(contact -> json.add(write(contact)));
    return json;
  }

  private static JsonObject write(Contact contact) {
    return new JsonObject()
        .put("id", text(contact.id()))
        .put("name", contact.name())
        .put("relation", contact.relation())
        .put("phone", contact.phones().isEmpty() ? null : contact.phones().getFirst())
        .put("phones", new JsonArray(contact.phones()))
        .put("keyHolder", contact.keyHolder())
        .put("hours", hours(contact.hours()))
        .put("channels", new JsonArray(contact.channels()))
        .put("language", contact.language())
        .put("since", text(contact.since()))
        .put("until", text(contact.until()));
  }

  /**
   * Reads the list of that name, in order.
   *
   * @throws Problem 400 naming the field
   */
  static List<Contact> read(JsonObject body, String name) {
    return new Fields(body).list(name, FORM, it -> read((JsonObject) it));
  }

  private static Contact read(JsonObject item) {
    Fields fields = new Fields(item, "contacts: ");
    LocalDate since = fields.date("since");
    LocalDate until = fields.date("until");
    if (since != null && until != null && until.isBefore(since)) {
      throw Problem.badRequest("contacts: until lies before since");
    }
    String language = fields.optional("language");
    if (language != null && !LANGUAGE.matcher(language).matches()) {
      throw Problem.badRequest("contacts: language is a tag such as zh-CN or en");
    }
    return new Contact(
        item.getValue("id") == null ? null : fields.id("id"),
        asWritten(item, "name"),
        asWritten(item, "relation"),
        phones(fields),
        fields.flag("keyHolder"),
        fields.list(
            "hours", "hours are [{\"days\",\"from\",\"to\"}]", it -> readHours((JsonObject) it)),
        fields.manyOf("channels", CHANNELS),
        language,
        since,
        until);
  }

  /**
   * {@code phone} is the first of {@code phones}; whoever knows only the one may leave the other.
   */
  private static List<String> phones(Fields fields) {
    if (fields.json().getValue("phones") != null) {
      return fields.texts("phones").stream().filter(it -> !it.isBlank()).toList();
    }
    return fields.json().getValue("phone") == null
        ? List.of()
        : List.of(asWritten(fields.json(), "phone"));
  }

  private static String asWritten(JsonObject item, String name) {
    if (!(item.getValue(name) instanceof String text) || text.isBlank()) {
      throw Problem.badRequest("contacts: " + name + " is missing, or is not a text");
    }
    return Query.withoutZero(text);
  }

  static List<Contact.Hours> hours(JsonArray kept) {
    return new Fields(new JsonObject().put("hours", kept))
        .list("hours", "hours", it -> readHours((JsonObject) it));
  }

  /** Spans of the week. */
  public static JsonArray hours(List<Contact.Hours> hours) {
    JsonArray json = new JsonArray();
    hours.forEach(it ->
        json.add(
            new JsonObject()
                .put("days", new JsonArray(it.days()))
                .put("from", it.from().toString())
                .put("to", it.to().toString())));
    return json;
  }

  private static Contact.Hours readHours(JsonObject item) {
    Fields fields = new Fields(item, "contacts: ");
    List<Integer> days = fields.list("days", "hours: days are 1 (Monday) to 7", it -> (Integer) it);
    if (days.isEmpty() || days.stream().anyMatch(day -> day < 1 || day > 7)) {
      throw Problem.badRequest("contacts: hours: days are 1 (Monday) to 7");
    }
    return new Contact.Hours(days, time(fields, "from"), time(fields, "to"));
  }

  private static LocalTime time(Fields fields, String name) {
    try {
      return LocalTime.parse(fields.required(name));
    } catch (DateTimeException e) {
      throw Problem.badRequest("contacts: hours: " + name + " is a time such as 08:00");
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
