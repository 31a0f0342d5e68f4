package care.silverbell.records.sheet.store;

import care.silverbell.records.person.FileJson;
import care.silverbell.records.person.Person;
import care.silverbell.records.person.PersonFile;
import care.silverbell.records.person.PersonFile.Condition;
import care.silverbell.records.person.PersonFile.Health;
import care.silverbell.records.person.PersonFile.Home;
import care.silverbell.records.person.PersonFile.Identity;
import care.silverbell.records.person.PersonFile.Medicine;
import care.silverbell.records.person.ResidentId;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Form;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's file in the columns of its sheet, both ways. */
final class FileColumns {
  private FileColumns() {}

  /** The file's cells; the resident id number whole. */
  static Map<Column, String> cells(PersonFile file, String cellCode) {
    Map<Column, String> cells = new EnumMap<>(Column.class);
    Identity identity = file.identity();
    ResidentId number = identity.residentId();
    put(cells, Column.PERSON_CODE, identity.code());
    put(cells, Column.PERSON_NAME, identity.name());
    put(cells, Column.PERSON_SEX, identity.sex());
    put(cells, Column.PERSON_BIRTH, identity.birthDate().toString());
    put(cells, Column.PERSON_ID_NUMBER, number == null ? null : number.number());
    put(cells, Column.PERSON_PHONE, identity.phone());
    put(cells, Column.PERSON_DIALECT, identity.dialect());
    put(cells, Column.PERSON_CELL, cellCode);
    put(cells, Column.PERSON_RISK, file.risk());
    put(cells, Column.PERSON_DOCTOR, file.doctor());
    home(cells, file.home());
    health(cells, file.health());
    return cells;
  }

  private static void home(Map<Column, String> cells, Home home) {
    Person.House house = home.house();
    put(cells, Column.PERSON_ADDRESS, home.address());
    put(cells, Column.PERSON_LATITUDE, house == null ? null : "" + house.latitude());
    put(cells, Column.PERSON_LONGITUDE, house == null ? null : "" + house.longitude());
    put(cells, Column.PERSON_LIVING, home.living());
    put(cells, Column.PERSON_WAY_IN, home.howToGetIn());
    put(cells, Column.PERSON_DOOR_CODE, home.doorCode());
    put(cells, Column.PERSON_KEY_PLACE, home.keyPlace());
  }

  private static void health(Map<Column, String> cells, Health health) {
    put(cells, Column.PERSON_MOBILITY, health.mobility());
    put(cells, Column.PERSON_HEARING, health.hearing());
    put(cells, Column.PERSON_SIGHT, health.sight());
    put(cells, Column.PERSON_BLOOD, health.bloodGroup());
    put(
        cells,
        Column.PERSON_CONDITIONS,
        Form.joined(
            health.conditions().stream()
                .map(it -> it.code() == null ? it.text() : it.code() + " " + it.text())
                .toList()));
    put(
        cells,
        Column.PERSON_MEDICINES,
        Form.joined(health.medicines().stream().map(FileColumns::written).toList()));
    put(cells, Column.PERSON_ALLERGIES, Form.joined(health.allergies()));
  }

  /** The file that those cells say, filed under that cell of the grid. */
  static PersonFile file(Map<Column, String> cells, UUID gridCell, @Nullable PersonFile before) {
    String number = text(cells, Column.PERSON_ID_NUMBER);
    String latitude = text(cells, Column.PERSON_LATITUDE);
    String longitude = text(cells, Column.PERSON_LONGITUDE);
    Identity identity =
        new Identity(
            must(cells, Column.PERSON_NAME),
            must(cells, Column.PERSON_SEX),
            LocalDate.parse(must(cells, Column.PERSON_BIRTH)),
            text(cells, Column.PERSON_CODE),
            number == null ? null : ResidentId.of(number),
            text(cells, Column.PERSON_PHONE),
            text(cells, Column.PERSON_DIALECT));
    Home home =
        new Home(
            must(cells, Column.PERSON_ADDRESS),
            latitude == null || longitude == null
                ? null
                : new Person.House(Double.parseDouble(latitude), Double.parseDouble(longitude)),
            gridCell,
            text(cells, Column.PERSON_LIVING),
            text(cells, Column.PERSON_WAY_IN),
            text(cells, Column.PERSON_DOOR_CODE),
            text(cells, Column.PERSON_KEY_PLACE));
    return new PersonFile(
        identity,
        home,
        health(cells),
        must(cells, Column.PERSON_RISK),
        text(cells, Column.PERSON_DOCTOR),
        before == null ? null : before.closed());
  }

  private static Health health(Map<Column, String> cells) {
    return new Health(
        text(cells, Column.PERSON_MOBILITY),
        text(cells, Column.PERSON_HEARING),
        text(cells, Column.PERSON_SIGHT),
        text(cells, Column.PERSON_BLOOD),
        Form.parts(must(cells, Column.PERSON_CONDITIONS)).stream()
            .map(FileColumns::condition)
            .toList(),
        Form.parts(must(cells, Column.PERSON_MEDICINES)).stream()
            .map(FileColumns::medicine)
            .toList(),
        Form.parts(must(cells, Column.PERSON_ALLERGIES)));
  }

  private static Condition condition(String written) {
    String[] parts = written.split("\\s+", 2);
    return parts.length == 2 && FileJson.ICD10.matcher(parts[0]).matches()
        ? new Condition(parts[0], parts[1])
        : new Condition(null, written);
  }

  private static String written(Medicine medicine) {
    String dose = medicine.dose() == null ? "" : medicine.dose();
    String times = String.join(" ", medicine.times());
    return times.isEmpty()
        ? dose.isEmpty() ? medicine.name() : medicine.name() + " | " + dose
        : medicine.name() + " | " + dose + " | " + times;
  }

  private static Medicine medicine(String written) {
    String[] parts = written.split("\\s*\\|\\s*", 3);
    String dose = parts.length < 2 || parts[1].isBlank() ? null : parts[1].strip();
    List<String> times =
        parts.length < 3
            ? List.of()
            : Arrays.stream(parts[2].strip().split("\\s+")).filter(it -> !it.isEmpty()).toList();
    return new Medicine(parts[0].strip(), dose, times);
  }

  private static void put(Map<Column, String> cells, Column column, @Nullable String text) {
    cells.put(column, text == null ? "" : text);
  }

  private static String must(Map<Column, String> cells, Column column) {
    return cells.getOrDefault(column, "");
  }

  private static @Nullable String text(Map<Column, String> cells, Column column) {
    String text = cells.getOrDefault(column, "");
    return text.isEmpty() ? null : text;
  }
}
