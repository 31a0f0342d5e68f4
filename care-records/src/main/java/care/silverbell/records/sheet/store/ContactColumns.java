package care.silverbell.records.sheet.store;

import care.silverbell.records.person.Contact;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Form;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A contact in the columns of their sheet. */
final class ContactColumns {
  private ContactColumns() {}

  /** The row of somebody who is asked in that place, from 1. */
  static Map<Column, String> row(String person, Contact contact, int place) {
    Map<Column, String> row = new EnumMap<>(Column.class);
    String language = contact.language();
    row.put(Column.CONTACT_PERSON, person);
    row.put(Column.CONTACT_NAME, contact.name());
    row.put(Column.CONTACT_RELATION, contact.relation());
    row.put(Column.CONTACT_PHONES, Form.joined(contact.phones()));
    row.put(Column.CONTACT_PLACE, "" + place);
    row.put(Column.CONTACT_KEY, "" + contact.keyHolder());
    row.put(Column.CONTACT_HOURS, hours(contact.hours()));
    row.put(Column.CONTACT_CHANNELS, channels(contact.channels()));
    row.put(Column.CONTACT_LANGUAGE, language == null ? "" : language);
    return row;
  }

  /** As the column keeps them: {@code 12345 08:00-20:00} and so on. */
  static String hours(List<Contact.Hours> hours) {
    return Form.joined(
        hours.stream()
            .map(it ->
                it.days().stream()
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining())
                    + " "
                    + it.from()
                    + "-"
                    + it.to())
            .distinct()
            .toList());
  }

  static List<Contact.Hours> hours(String kept) {
    return Form.parts(kept).stream().map(ContactColumns::stretch).toList();
  }

  static String channels(List<String> channels) {
    return Form.joined(channels.stream().distinct().toList());
  }

  private static Contact.Hours stretch(String kept) {
    String[] parts = kept.split("[ -]", 3);
    return new Contact.Hours(
        parts[0].chars().map(it -> it - '0').boxed().toList(),
        LocalTime.parse(parts[1]),
        LocalTime.parse(parts[2]));
  }
}
