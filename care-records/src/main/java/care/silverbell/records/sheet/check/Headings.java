package care.silverbell.records.sheet.check;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.Mistake;
import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.Wrong;
import care.silverbell.records.sheet.read.RawSheet.RawRow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a sheet stands where.
 *
 * @param places from 0
 * @param row as it stands in the file
 */
public record Headings(Map<Column, Integer> places, RawRow row) {
  static final Headings NONE = new Headings(Map.of(), new RawRow(0, List.of()));

  /** The kind of sheet that those headings fit best; empty where they fit none. */
  static Optional<SheetKind> kindOf(RawRow row) {
    SheetKind best = null;
    int most = 1;
    for (SheetKind kind : SheetKind.values()) {
      int fitting = 0;
      int needed = 0;
      for (Column column : kind.columns()) {
        boolean there = row.cells().stream().anyMatch(column::isMeantBy);
        fitting += there ? 1 : 0;
        needed += there && column.isNeeded() ? 1 : 0;
      }
      if (fitting + needed > most) {
        most = fitting + needed;
        best = kind;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Finds each column, and names what is twice, missing or unknown. */
  static Headings find(
      SheetKind kind, String sheet, RawRow row, Mistakes mistakes, Mistakes warnings) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (int place = 0; place < row.cells().size(); place++) {
      String heading = row.cell(place);
      if (heading.isEmpty()) {
        continue;
      }
      Optional<Column> column =
          kind.columns().stream().filter(it -> it.isMeantBy(heading)).findFirst();
      if (column.isEmpty()) {
        warnings.add(mistake(sheet, row, place, heading, Wrong.UNKNOWN_COLUMN, heading));
      } else if (places.putIfAbsent(column.get(), place) != null) {
        mistakes.add(mistake(sheet, row, place, heading, Wrong.COLUMN_TWICE, heading));
      }
    }
    for (Column column : kind.columns()) {
      if (column.isNeeded() && !places.containsKey(column)) {
        mistakes.add(
            mistake(
                sheet,
                row,
                -1,
                null,
                Wrong.COLUMN_MISSING,
                column.heading(Language.ZH) + " / " + column.heading(Language.EN)));
      }
    }
    return new Headings(places, row);
  }

  /** The columns the sheet has. */
  public Set<Column> columns() {
    return places.keySet();
  }

  int place(Column column) {
    return places.getOrDefault(column, -1);
  }

  @Nullable String text(Column column) {
    Integer place = places.get(column);
    return place == null ? null : row.cell(place);
  }

  private static Mistake mistake(
      String sheet, RawRow row, int place, @Nullable String heading, Wrong wrong, String about) {
    return new Mistake(sheet, row.number(), place, heading, wrong, List.of(about));
  }
}
