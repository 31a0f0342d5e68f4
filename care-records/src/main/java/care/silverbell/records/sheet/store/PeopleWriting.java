package care.silverbell.records.sheet.store;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.band.BandStanding;
import care.silverbell.records.band.BandsTogether;
import care.silverbell.records.person.Contact;
import care.silverbell.records.person.Editor;
import care.silverbell.records.person.PeopleTogether;
import care.silverbell.records.person.PersonFile;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.IdNumber;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.check.Checked;
import care.silverbell.records.sheet.check.Line;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes people, contacts and bands, as far as they differ from what is held. */
final class PeopleWriting {
  private static final int TOGETHER = 200;

  private final PeopleHoldings held;
  private final GridWriting grid;
  private final Checked file;
  private final Counts counts;
  private final Instant now;
  private final ZoneId zone;
  private final Map<String, PersonId> persons = new HashMap<>();
  private final List<PeopleTogether.Rewritten> files = new ArrayList<>();
  private final List<PeopleTogether.Recalled> lists = new ArrayList<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Map<String, String> profiles = new HashMap<>();
  private final List<BandsTogether.PutOn> wrists = new ArrayList<>();

  PeopleWriting(
      PeopleHoldings held,
      GridWriting grid,
      Checked file,
      Counts counts,
      Instant now,
      ZoneId zone) {
    this.held = held;
    this.grid = grid;
    this.file = file;
    this.counts = counts;
    this.now = now;
    this.zone = zone;
    held.people().forEach((key, it) -> persons.put(key, new PersonId(it.id())));
    held.byIdNumber().forEach((number, key) -> persons.put(number, person(key)));
  }

  /** Works out what is to be done; new bands' secrets are taken from there. */
  void plan(Supplier<String> freshSecret) {
    file.sheet(SheetKind.PEOPLE).lines().forEach(this::planPerson);
    planContacts();
    file.sheet(SheetKind.BANDS).lines().forEach(line -> planBand(line, freshSecret));
  }

  private void planPerson(Line line) {
    String code = line.text(Column.PERSON_CODE);
    String number = line.text(Column.PERSON_ID_NUMBER);
    PersonId known = persons.get(code.isEmpty() ? number : code);
    if (known == null && !number.isEmpty()) {
      known = persons.get(number);
    }
    PersonId id = known == null ? new PersonId(UUID.randomUUID()) : known;
    PersonFile before = known == null ? null : held.files().get(known);
    Map<Column, String> cells = new EnumMap<>(Column.class);
    if (before != null) {
      cells.putAll(FileColumns.cells(before, ""));
    }
    String kept = cells.getOrDefault(Column.PERSON_CODE, "");
    String keptNumber = cells.getOrDefault(Column.PERSON_ID_NUMBER, "");
    line.cells()
        .forEach((column, text) -> {
          if (!text.isEmpty() || column.isClearedWhenEmpty()) {
            cells.put(column, text);
          }
        });
    if (code.isEmpty() || code.equals(id.toString())) {
      cells.put(Column.PERSON_CODE, kept);
    }
    if (number.isEmpty() || IdNumber.isMasked(number)) {
      cells.put(Column.PERSON_ID_NUMBER, keptNumber);
    }
    UUID cell =
        before != null && !line.has(Column.PERSON_CELL)
            ? before.home().cell()
            : grid.cell(line.text(Column.PERSON_CELL));
    PersonFile after = FileColumns.file(cells, cell, before);
    persons.put(code, id);
    persons.put(number, id);
    if (before == null) {
      counts.fresh(SheetKind.PEOPLE);
    } else if (before.equals(after)) {
      counts.unchanged(SheetKind.PEOPLE);
      return;
    } else {
      counts.changed(SheetKind.PEOPLE);
    }
    files.add(new PeopleTogether.Rewritten(id, before, after));
  }

  private PersonId person(String key) {
    PersonId id = persons.get(key);
    if (id == null) {
      throw new IllegalStateException("not checked: a person");
    }
    return id;
  }

  private void planContacts() {
    Map<PersonId, List<Line>> byPerson = new LinkedHashMap<>();
    for (Line line : file.sheet(SheetKind.CONTACTS).lines()) {
      byPerson
          .computeIfAbsent(person(line.text(Column.CONTACT_PERSON)), _ -> new ArrayList<>())
          .add(line);
    }
    Set<Column> given = file.sheet(SheetKind.CONTACTS).headings().columns();
    LocalDate today = LocalDate.ofInstant(now, zone);
    byPerson.forEach((person, lines) -> {
      List<Contact> before =
          held.contacts().getOrDefault(person, List.of()).stream()
              .filter(it -> it.standsOn(today))
              .toList();
      List<Contact> after = ContactList.of(before, lines, given, today);
      ContactList.count(before, after, lines, counts);
      if (!after.equals(before)) {
        lists.add(new PeopleTogether.Recalled(person, before, after));
      }
    });
  }

  private void planBand(Line line, Supplier<String> freshSecret) {
    String serial = line.text(Column.BAND_SERIAL);
    BandStanding last = held.bands().get(serial);
    if (last == null) {
      secrets.put(serial, freshSecret.get());
      counts.fresh(SheetKind.BANDS);
    }
    BandStanding stands = last == null ? BandStanding.FRESH : last;
    boolean reprofiled =
        line.has(Column.BAND_PROFILE) && !line.text(Column.BAND_PROFILE).equals(stands.profile());
    if (reprofiled) {
      profiles.put(serial, line.text(Column.BAND_PROFILE));
    }
    PersonId wearer = line.has(Column.BAND_WEARER) ? person(line.text(Column.BAND_WEARER)) : null;
    PersonId present = last == null || last.wearer().isEmpty() ? null : persons.get(last.wearer());
    boolean goes = wearer != null && !wearer.equals(present);
    if (wearer != null && goes) {
      Instant since =
          line.has(Column.BAND_SINCE)
              ? LocalDateTime.parse(line.text(Column.BAND_SINCE)).atZone(zone).toInstant()
              : now;
      wrists.add(new BandsTogether.PutOn(serial, wearer.value(), since));
    }
    if (last != null && (goes || reprofiled)) {
      counts.changed(SheetKind.BANDS);
    } else if (last != null) {
      counts.unchanged(SheetKind.BANDS);
    }
  }

  /** The secrets of the bands that are new, by serial. */
  Map<String, String> secrets() {
    return secrets;
  }

  /**
   * Writes it.
   *
   * @throws care.silverbell.records.person.Overtaken if a file or a contact was changed meanwhile,
   *     or a band may not go on its wrist any more
   */
  void write(SqlConnection tx, RecordSeal seal, Editor by, Importer.Progress progress) {
    BandsTogether.hold(tx, wrists);
    PeopleTogether.hold(
        tx,
        held.versions(),
        Stream.concat(
                files.stream().map(PeopleTogether.Rewritten::id),
                lists.stream().map(PeopleTogether.Recalled::id))
            .toList());
    int total = files.size() + lists.size() + wrists.size();
    int done = 0;
    for (int from = 0; from < files.size(); from += TOGETHER) {
      List<PeopleTogether.Rewritten> some =
          files.subList(from, Math.min(files.size(), from + TOGETHER));
      PeopleTogether.writeFiles(tx, seal, some, by, now);
      done += some.size();
      progress.at("writing", done, total);
    }
    for (int from = 0; from < lists.size(); from += TOGETHER) {
      List<PeopleTogether.Recalled> some =
          lists.subList(from, Math.min(lists.size(), from + TOGETHER));
      PeopleTogether.writeContacts(tx, some, by, now);
      done += some.size();
      progress.at("writing", done, total);
    }
    BandsTogether.register(tx, secrets, now);
    BandsTogether.reprofile(tx, profiles);
    BandsTogether.putOn(tx, wrists);
    progress.at("writing", total, total);
  }
}
