package care.silverbell.records.sheet;

import static care.silverbell.records.sheet.OfficeFile.contact;
import static care.silverbell.records.sheet.OfficeFile.person;
import static care.silverbell.records.sheet.OfficeFile.shift;
import static care.silverbell.records.sheet.OfficeFile.staff;
import static care.silverbell.records.sheet.OfficeFile.with;

import care.silverbell.records.person.ResidentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file with 40 mistakes, each of another kind, and where they are. It stands on {@link
 * OfficeFile#good}, which must be known already, with person A9 of {@link #TAKEN}.
 */
final class PlantedMistakes {
  static final String TAKEN = whole("37060219420305001");
  private static final String OTHER_BIRTH = whole("37060219430305002");
  private static final String A_MANS = whole("37060219420305003");
  private static final String RIGHT = whole("37060219420305004");

  final OfficeFile file = new OfficeFile();

  /** Such as {@code 老人!D7 NOT_A_DATE}. */
  final List<String> expected = new ArrayList<>();

  PlantedMistakes() {
    grid();
    staffAndRota();
    people();
    idNumbers();
    contactsAndBands();
  }

  private void grid() {
    plant(Wrong.NOT_A_CODE, "A", cell("F 1", "名", ""));
    plant(Wrong.MISSING, "B", cell("X2", "", ""));
    plant(Wrong.TOO_LONG, "B", cell("X3", "长".repeat(101), ""));
    plant(Wrong.ITS_OWN_PARENT, "D", cell("X4", "名", "X4"));
    plant(Wrong.UNKNOWN_PARENT, "D", cell("X5", "名", "nowhere"));
    plant(Wrong.GOES_ROUND, "D", cell("X6", "名", "X7"));
    file.row(cell("X7", "名", "X6"));
  }

  private void staffAndRota() {
    plant(Wrong.NOT_A_CHOICE, "D", with(staff("S1"), Column.STAFF_ROLE, "厨师"));
    plant(Wrong.FORMULA_ERROR, "B", with(staff("S2"), Column.STAFF_NAME, "#REF!"));
    plant(Wrong.UNKNOWN_CELL, "E", with(staff("S3"), Column.STAFF_CELLS, "FHT-1、nowhere"));
    file.row(shift("FHT-2", "周一"));
    plant(Wrong.NOT_A_TIME, "C", with(shift("FHT-2", "周二"), Column.ROTA_STARTS, "25:00"));
    plant(Wrong.UNKNOWN_STAFF, "E", with(shift("FHT-2", "周三"), Column.ROTA_A, "nobody"));
    plant(Wrong.A_IS_B, "F", with(shift("FHT-2", "周四"), Column.ROTA_B, "G1"));
    plant(Wrong.ENDS_BEFORE, "H", with(shift("FHT-2", "周五"), Column.ROTA_TO, "2025-12-31"));
    plant(Wrong.TWICE, "A", shift("FHT-2", "星期一"));
  }

  private void people() {
    plant(Wrong.NOT_A_DATE, "D", with(person("P1"), Column.PERSON_BIRTH, "1942-13-05"));
    plant(Wrong.BORN_LATER, "D", with(person("P2"), Column.PERSON_BIRTH, "2142-03-05"));
    plant(Wrong.BORN_TOO_EARLY, "D", with(person("P3"), Column.PERSON_BIRTH, "1842-03-05"));
    plant(Wrong.NOT_A_PHONE, "F", with(person("P4"), Column.PERSON_PHONE, "家里"));
    plant(Wrong.NOT_A_LATITUDE, "H", place("P5", "137.5", "121.4"));
    plant(Wrong.NOT_A_LONGITUDE, "I", place("P6", "37.5", "东"));
    plant(Wrong.HALF_A_PLACE, "I", place("P7", "37.5", ""));
    plant(Wrong.UNKNOWN_DOCTOR, "L", with(person("P8"), Column.PERSON_DOCTOR, "nobody"));
  }

  private void idNumbers() {
    plant(Wrong.NOT_AN_ID_NUMBER, "E", number("N1", "3706021942"));
    plant(Wrong.ID_NUMBER_ROUNDED, "E", number("N2", "370602194203050000"));
    plant(Wrong.ID_CHECK_DIGIT, "E", number("N3", otherDigit(RIGHT)));
    plant(Wrong.ID_BIRTH_DATE, "E", number("N4", OTHER_BIRTH));
    plant(Wrong.ID_SEX, "E", number("N5", A_MANS));
    plant(Wrong.ID_MASKED, "E", number("N6", "370602********0012"));
    plant(Wrong.ID_TAKEN, "E", with(number("N7", TAKEN), Column.PERSON_SEX, "男"));
    plant(Wrong.NO_KEY, "A", with(person("N8"), Column.PERSON_CODE, ""));
  }

  private void contactsAndBands() {
    file.columns(
        SheetKind.CONTACTS,
        List.of(
            Column.CONTACT_PERSON,
            Column.CONTACT_NAME,
            Column.CONTACT_RELATION,
            Column.CONTACT_PHONES,
            Column.CONTACT_PLACE,
            Column.CONTACT_KEY,
            Column.CONTACT_PLACE));
    expected.add("联系人!G1 COLUMN_TWICE");
    plant(Wrong.UNKNOWN_PERSON, "A", contact("nobody", "甲"));
    plant(Wrong.NOT_YES_OR_NO, "F", with(contact("A1", "乙"), Column.CONTACT_KEY, "也许"));
    plant(Wrong.NOT_A_NUMBER, "E", with(contact("A1", "丙"), Column.CONTACT_PLACE, "第一"));
    plant(Wrong.UNREADABLE_CHARACTER, "B", contact("A1", "丁\uFFFD"));
    plant(Wrong.NOT_A_SERIAL, "A", band("手环1", "", ""));
    plant(Wrong.IN_THE_FUTURE, "C", band("SB-2", "A9", "2126-01-01"));
    plant(Wrong.NOT_A_MOMENT, "C", band("SB-3", "A1", "昨天"));
    plant(Wrong.SINCE_WITHOUT_WEARER, "C", band("SB-4", "", "2026-01-01"));
    plant(Wrong.WORN_LATER, "C", band("SB-1", "A2", "2026-02-01"));
  }

  private void plant(Wrong wrong, String column, Map<Column, String> row) {
    file.row(row);
    SheetKind kind = row.keySet().iterator().next().sheet();
    expected.add(kind.title(Language.ZH) + "!" + column + file.lastRow(kind) + " " + wrong.name());
  }

  private static String whole(String seventeen) {
    return seventeen + ResidentId.checkDigit(seventeen);
  }

  private static Map<Column, String> cell(String code, String name, String parent) {
    return Map.of(Column.GRID_CODE, code, Column.GRID_NAME, name, Column.GRID_PARENT, parent);
  }

  private static Map<Column, String> place(String code, String latitude, String longitude) {
    return with(person(code), Column.PERSON_LATITUDE, latitude, Column.PERSON_LONGITUDE, longitude);
  }

  private static Map<Column, String> number(String code, String number) {
    return with(person(code), Column.PERSON_ID_NUMBER, number);
  }

  private static Map<Column, String> band(String serial, String wearer, String since) {
    return Map.of(Column.BAND_SERIAL, serial, Column.BAND_WEARER, wearer, Column.BAND_SINCE, since);
  }

  private static String otherDigit(String number) {
    return number.substring(0, 17) + (number.endsWith("1") ? "2" : "1");
  }
}
