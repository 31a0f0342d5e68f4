package care.silverbell.records.grid;

import care.silverbell.records.duty.DutyBook;
import care.silverbell.records.duty.OnDuty;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How duty is written in JSON. */
final class DutyJson {
  private DutyJson() {}

  /**
   * {@code {"a":{…},"b":{…},"gap":null}}, or A and B null and the gap's name.
   *
   * @param phones whether their telephones are the reader's to see
   */
  static JsonObject who(DutyBook book, OnDuty duty, boolean phones) {
    return switch (duty) {
      case OnDuty.Somebody somebody ->
          new JsonObject()
              .put("a", staff(book, somebody.a(), phones))
              .put("b", staff(book, somebody.b(), phones))
              .putNull("gap");
      case OnDuty.Nobody nobody ->
          new JsonObject().putNull("a").putNull("b").put("gap", wireName(nobody.gap()));
    };
  }

  static @Nullable JsonObject staff(DutyBook book, @Nullable UUID id, boolean phones) {
    if (id == null) {
      return null;
    }
    JsonObject json = new JsonObject().put("id", id.toString());
    DutyBook.Member member = book.staff().get(id);
    return member == null
        ? json
        : json.put("name", member.name()).put("phone", phones ? member.phone() : null);
  }

  /** With the offset the office's wall clock has at that moment. */
  static String time(ZoneId zone, Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }

  static String wireName(OnDuty.Gap gap) {
    return gap.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
