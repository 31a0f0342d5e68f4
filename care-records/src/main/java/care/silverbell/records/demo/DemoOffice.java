package care.silverbell.records.demo;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.print.Table;
import care.silverbell.records.sheet.print.XlsxPrint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The spreadsheet that the demo's office would have: 66 community workers, 32 grid workers and 492
 * assistants, and everybody they look after.
 */
public final class DemoOffice {
  private static final int COMMUNITY_WORKERS = 66;
  private static final int ASSISTANTS = 492;
  private static final int CELLS =
      DemoSubDistrict.COMMUNITIES * DemoSubDistrict.CELLS_PER_COMMUNITY;

  private final DemoNames names;
  private final Map<SheetKind, List<List<String>>> rows = new EnumMap<>(SheetKind.class);

  DemoOffice(DemoNames names) {
    this.names = names;
  }

  /** A demo office of its own. */
  public static DemoOffice made() {
    return new DemoOffice(new DemoNames());
  }

  /** The code of a cell, from 0. */
  static String cell(int number) {
    return "%s-%d"
        .formatted(
            community(number / DemoSubDistrict.CELLS_PER_COMMUNITY),
            1 + number % DemoSubDistrict.CELLS_PER_COMMUNITY);
  }

  /** The code of a person, from 0. */
  static String person(int number) {
    return "A%04d".formatted(number + 1);
  }

  private static String community(int number) {
    return "FHT-%02d".formatted(number + 1);
  }

  /** Writes it as XLSX. */
  public void print(Path file) throws IOException {
    grid();
    staff();
    rota();
    for (int number = 0; number < DemoSubDistrict.PEOPLE; number++) {
      person(number, names.elder(number, number % CELLS));
    }
    for (int number = 1; number <= DemoSubDistrict.BANDS; number++) {
      row(
          SheetKind.BANDS,
          Column.BAND_SERIAL,
          "demo-%04d".formatted(number),
          Column.BAND_WEARER,
          person(number - 1),
          Column.BAND_SINCE,
          "2020-01-01 00:00");
    }
    List<Table> tables = new ArrayList<>();
    rows.forEach((kind, all) ->
        tables.add(
            new Table(
                kind.title(Language.ZH),
                kind.columns().stream().map(it -> it.heading(Language.ZH)).toList(),
                all)));
    XlsxPrint.print(tables, Files.newOutputStream(file));
  }

  private void grid() {
    row(
        SheetKind.GRID,
        Column.GRID_CODE,
        "FHT",
        Column.GRID_NAME,
        "凤凰台街道（演示）",
        Column.GRID_LEVEL,
        "街道");
    for (int community = 0; community < DemoSubDistrict.COMMUNITIES; community++) {
      row(
          SheetKind.GRID,
          Column.GRID_CODE,
          community(community),
          Column.GRID_NAME,
          names.community(community),
          Column.GRID_LEVEL,
          "社区",
          Column.GRID_PARENT,
          "FHT");
    }
    for (int number = 0; number < CELLS; number++) {
      int community = number / DemoSubDistrict.CELLS_PER_COMMUNITY;
      row(
          SheetKind.GRID,
          Column.GRID_CODE,
          cell(number),
          Column.GRID_NAME,
          names.community(community)
              + "第"
              + (1 + number % DemoSubDistrict.CELLS_PER_COMMUNITY)
              + "网格",
          Column.GRID_LEVEL,
          "网格",
          Column.GRID_PARENT,
          community(community));
    }
  }

  private void staff() {
    for (int number = 0; number < COMMUNITY_WORKERS; number++) {
      worker(
          "S%03d".formatted(number + 1),
          "社区工作者",
          community(number % DemoSubDistrict.COMMUNITIES),
          number);
    }
    for (int number = 0; number < CELLS; number++) {
      worker("G%03d".formatted(number + 1), "网格员", cell(number), 100 + number);
    }
    for (int number = 0; number < ASSISTANTS; number++) {
      worker("X%03d".formatted(number + 1), "协理员", cell(number % CELLS), 200 + number);
    }
  }

  private void worker(String code, String role, String serves, int number) {
    row(
        SheetKind.STAFF,
        Column.STAFF_CODE,
        code,
        Column.STAFF_NAME,
        names.worker(number),
        Column.STAFF_PHONE,
        "1000002%04d".formatted(number),
        Column.STAFF_ROLE,
        role,
        Column.STAFF_CELLS,
        serves);
  }

  /** Every cell's grid worker is A, and the next cell's stands in. */
  private void rota() {
    for (int number = 0; number < CELLS; number++) {
      for (int weekday = 1; weekday <= 8; weekday++) {
        row(
            SheetKind.ROTA,
            Column.ROTA_CELL,
            cell(number),
            Column.ROTA_WEEKDAY,
            "" + weekday,
            Column.ROTA_STARTS,
            "08:00",
            Column.ROTA_ENDS,
            "08:00",
            Column.ROTA_A,
            "G%03d".formatted(number + 1),
            Column.ROTA_B,
            "G%03d".formatted((number + 1) % CELLS + 1),
            Column.ROTA_FROM,
            "2020-01-01");
      }
    }
  }

  private void person(int number, DemoNames.Elder elder) {
    boolean wears = number < DemoSubDistrict.BANDS;
    row(
        SheetKind.PEOPLE,
        Column.PERSON_CODE,
        person(number),
        Column.PERSON_NAME,
        elder.name(),
        Column.PERSON_SEX,
        elder.sex(),
        Column.PERSON_BIRTH,
        elder.birthDate().toString(),
        Column.PERSON_PHONE,
        elder.phone(),
        Column.PERSON_ADDRESS,
        elder.address(),
        Column.PERSON_LATITUDE,
        "" + elder.house().latitude(),
        Column.PERSON_LONGITUDE,
        "" + elder.house().longitude(),
        Column.PERSON_CELL,
        cell(number % CELLS),
        Column.PERSON_RISK,
        wears ? "high" : elder.risk(),
        Column.PERSON_DOCTOR,
        wears ? "doctor" : "",
        Column.PERSON_CONDITIONS,
        String.join("、", elder.conditions()),
        Column.PERSON_WAY_IN,
        elder.howToGetIn() == null ? "" : elder.howToGetIn());
    row(
        SheetKind.CONTACTS,
        Column.CONTACT_PERSON,
        person(number),
        Column.CONTACT_NAME,
        elder.childName(),
        Column.CONTACT_RELATION,
        elder.childIs(),
        Column.CONTACT_PHONES,
        elder.childPhone());
  }

  private void row(SheetKind kind, Object... cells) {
    Map<Column, String> row = new EnumMap<>(Column.class);
    for (int place = 0; place < cells.length; place += 2) {
      row.put((Column) cells[place], (String) cells[place + 1]);
    }
    rows.computeIfAbsent(kind, _ -> new ArrayList<>())
        .add(kind.columns().stream().map(it -> row.getOrDefault(it, "")).toList());
  }
}
