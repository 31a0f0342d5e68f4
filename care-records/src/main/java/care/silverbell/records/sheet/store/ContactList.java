package care.silverbell.records.sheet.store;

import care.silverbell.records.person.Contact;
import care.silverbell.records.person.PeopleTogether;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Form;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.check.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One person's contacts, as they become when a file's lines are laid over them. */
final class ContactList {
  private record Placed(int place, Contact contact) {}

  private ContactList() {}

  /** Those who were stay, known by name; who is new comes behind, unless the line says where. */
  static List<Contact> of(
      List<Contact> before, List<Line> lines, Set<Column> given, LocalDate today) {
    List<Placed> placed = new ArrayList<>();
    before.forEach(it -> placed.add(new Placed(placed.size() + 1, it)));
    for (Line line : lines) {
      Optional<Placed> known =
          placed.stream()
              .filter(it -> it.contact().name().equals(line.text(Column.CONTACT_NAME)))
              .findFirst();
      known.ifPresent(placed::remove);
      int otherwise = known.map(Placed::place).orElse(placed.size() + 1);
      int place =
          line.has(Column.CONTACT_PLACE)
              ? Integer.parseInt(line.text(Column.CONTACT_PLACE))
              : otherwise;
      placed.add(new Placed(place, contact(known.map(Placed::contact), line, given, today)));
    }
    return placed.stream()
        .sorted(Comparator.comparingInt(Placed::place))
        .map(Placed::contact)
        .toList();
  }

  static void count(List<Contact> before, List<Contact> after, List<Line> lines, Counts counts) {
    for (Line line : lines) {
      int was = place(before, line);
      int is = place(after, line);
      if (was < 0) {
        counts.fresh(SheetKind.CONTACTS);
      } else if (was == is && before.get(was).equals(after.get(is))) {
        counts.unchanged(SheetKind.CONTACTS);
      } else {
        counts.changed(SheetKind.CONTACTS);
      }
    }
  }

  private static int place(List<Contact> contacts, Line line) {
    for (int place = 0; place < contacts.size(); place++) {
      if (contacts.get(place).name().equals(line.text(Column.CONTACT_NAME))) {
        return place;
      }
    }
    return -1;
  }

  private static Contact contact(
      Optional<Contact> known, Line line, Set<Column> given, LocalDate today) {
    boolean key =
        given.contains(Column.CONTACT_KEY)
            ? line.text(Column.CONTACT_KEY).equals("true")
            : known.map(Contact::keyHolder).orElse(false);
    Contact contact =
        new Contact(
            known.map(Contact::id).orElse(null),
            line.text(Column.CONTACT_NAME),
            line.text(Column.CONTACT_RELATION),
            line.parts(Column.CONTACT_PHONES),
            key,
            told(
                given.contains(Column.CONTACT_HOURS),
                line.text(Column.CONTACT_HOURS),
                known.map(Contact::hours).orElse(List.of()),
                ContactColumns::hours,
                ContactColumns::hours),
            told(
                given.contains(Column.CONTACT_CHANNELS),
                line.text(Column.CONTACT_CHANNELS),
                known.map(Contact::channels).orElse(List.of()),
                ContactColumns::channels,
                Form::parts),
            given.contains(Column.CONTACT_LANGUAGE)
                ? line.has(Column.CONTACT_LANGUAGE) ? line.text(Column.CONTACT_LANGUAGE) : null
                : known.map(Contact::language).orElse(null),
            known.isPresent() ? known.get().since() : today,
            known.map(Contact::until).orElse(null));
    return PeopleTogether.withId(contact);
  }

  /** What the line says, or what was where it says the same in another order, or nothing. */
  private static <T> List<T> told(
      boolean given,
      String text,
      List<T> before,
      Function<List<T>, String> written,
      Function<String, List<T>> read) {
    return !given || written.apply(before).equals(text) ? before : read.apply(text);
  }
}
