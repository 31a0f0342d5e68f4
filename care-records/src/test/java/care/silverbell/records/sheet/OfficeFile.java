package care.silverbell.records.sheet;

import care.silverbell.records.sheet.print.CsvPrint;
import care.silverbell.records.sheet.print.Table;
import care.silverbell.records.sheet.print.XlsxPrint;
import care.silverbell.records.sheet.store.Exporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A spreadsheet as an office would write it, made in a test. */
final class OfficeFile {
  private final Map<SheetKind, List<Map<Column, String>>> sheets = new EnumMap<>(SheetKind.class);
  private final Map<SheetKind, List<Column>> columns = new EnumMap<>(SheetKind.class);

  /** A file in which everything fits: one community, two cells, two staff, two people. */
  static OfficeFile good() {
    return new OfficeFile()
        .row(Map.of(Column.GRID_CODE, "FHT", Column.GRID_NAME, "凤凰台社区"))
        .row(Map.of(Column.GRID_CODE, "FHT-1", Column.GRID_NAME, "第1网格", Column.GRID_PARENT, "FHT"))
        .row(Map.of(Column.GRID_CODE, "FHT-2", Column.GRID_NAME, "第2网格", Column.GRID_PARENT, "FHT"))
        .row(staff("G1"))
        .row(staff("G2"))
        .row(shift("FHT-1", "周一"))
        .row(person("A1"))
        .row(person("A2"))
        .row(contact("A1", "王丽"))
        .row(
            Map.of(
                Column.BAND_SERIAL,
                "SB-1",
                Column.BAND_WEARER,
                "A1",
                Column.BAND_SINCE,
                "2026-03-01 08:00"));
  }

  static Map<Column, String> staff(String code) {
    return Map.of(
        Column.STAFF_CODE,
        code,
        Column.STAFF_NAME,
        "员" + code,
        Column.STAFF_ROLE,
        "网格员",
        Column.STAFF_CELLS,
        "FHT-1、FHT-2");
  }

  static Map<Column, String> shift(String cell, String weekday) {
    return Map.of(
        Column.ROTA_CELL,
        cell,
        Column.ROTA_WEEKDAY,
        weekday,
        Column.ROTA_STARTS,
        "8:00",
        Column.ROTA_ENDS,
        "08:00",
        Column.ROTA_A,
        "G1",
        Column.ROTA_B,
        "G2",
        Column.ROTA_FROM,
        "2026/1/1");
  }

  static Map<Column, String> person(String code) {
    Map<Column, String> person = new EnumMap<>(Column.class);
    person.put(Column.PERSON_CODE, code);
    person.put(Column.PERSON_NAME, "李" + code);
    person.put(Column.PERSON_SEX, "女");
    person.put(Column.PERSON_BIRTH, "1942年3月5日");
    person.put(Column.PERSON_ADDRESS, "幸福里1号楼");
    person.put(Column.PERSON_CELL, "FHT-1");
    person.put(Column.PERSON_RISK, "重点");
    person.put(Column.PERSON_PHONE, "100-0000-0001");
    return person;
  }

  static Map<Column, String> contact(String person, String name) {
    return Map.of(
        Column.CONTACT_PERSON,
        person,
        Column.CONTACT_NAME,
        name,
        Column.CONTACT_RELATION,
        "女儿",
        Column.CONTACT_PHONES,
        "10000000003");
  }

  /** A row with some cells otherwise; a cell that is null is left empty. */
  static Map<Column, String> with(Map<Column, String> row, Object... cells) {
    Map<Column, String> other = new EnumMap<>(row);
    for (int place = 0; place < cells.length; place += 2) {
      other.put((Column) cells[place], (String) cells[place + 1]);
    }
    return other;
  }

  /** Adds a row to the sheet of its columns. */
  OfficeFile row(Map<Column, String> row) {
    SheetKind kind = row.keySet().iterator().next().sheet();
    sheets.computeIfAbsent(kind, _ -> new ArrayList<>()).add(row);
    return this;
  }

  /** Another row in place of the last one of its sheet. */
  OfficeFile replaceLast(SheetKind kind, Map<Column, String> row) {
    sheets.getOrDefault(kind, List.of()).removeLast();
    return row(row);
  }

  /** The columns of a sheet, where they are not those of the template. */
  OfficeFile columns(SheetKind kind, List<Column> headings) {
    columns.put(kind, headings);
    return this;
  }

  /** How many rows of a kind there are, and so the number of the last one in the file. */
  int lastRow(SheetKind kind) {
    return sheets.getOrDefault(kind, List.of()).size() + 1;
  }

  Path xlsx(Language headings) {
    List<Table> tables = new ArrayList<>();
    for (SheetKind kind : sheets.keySet()) {
      tables.add(table(kind, headings));
    }
    return written(
        ".xlsx",
        file -> {
          try (var out = Files.newOutputStream(file)) {
            XlsxPrint.print(tables, out);
          }
        });
  }

  Path csv(SheetKind kind, Language headings) {
    return written(
        ".csv",
        file -> {
          try (var out = Files.newOutputStream(file)) {
            CsvPrint.print(table(kind, headings), out);
          }
        });
  }

  private Table table(SheetKind kind, Language language) {
    List<Column> order = columns.getOrDefault(kind, kind.columns());
    List<List<String>> rows = new ArrayList<>();
    for (Map<Column, String> row : sheets.getOrDefault(kind, List.of())) {
      rows.add(order.stream().map(it -> row.getOrDefault(it, "")).toList());
    }
    return new Table(
        kind.title(language), order.stream().map(it -> it.heading(language)).toList(), rows);
  }

  /** All sheets of an office, as they are exported. */
  static Path exported(Exporter exporter, Language headings) {
    return written(
        ".xlsx",
        file ->
            exporter.export(
                Arrays.asList(SheetKind.values()),
                headings,
                tables -> XlsxPrint.print(tables, Files.newOutputStream(file))));
  }

  interface Writing {
    void to(Path file) throws IOException;
  }

  /** A file of its own, written by whoever asks. */
  static Path written(String ending, Writing writing) {
    try {
      Path file = Files.createTempFile("office", ending);
      file.toFile().deleteOnExit();
      writing.to(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
