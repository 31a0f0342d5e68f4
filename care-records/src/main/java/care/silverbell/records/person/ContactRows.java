package care.silverbell.records.person;

import io.vertx.core.json.JsonArray;
import java.util.List;

/** Contacts as they are kept, for whoever reads many people's at once. */
public final class ContactRows {
  private ContactRows() {}

  /** From rows as {@code to_jsonb} writes them, in their order. */
  public static List<Contact> read(JsonArray rows) {
    return Contacts.ofRows(rows);
  }
}
