package care.silverbell.records.sheet.check;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Mistake;
import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.Unfit;
import care.silverbell.records.sheet.Wrong;
import care.silverbell.records.sheet.read.RawSheet;
import care.silverbell.records.sheet.read.RawSheet.RawRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads each cell by itself: whether it is filled in, and holds what its column takes. */
final class LineReader {
  private static final Set<String> NOTES = Set.of("说明", "notes", "readme");
  private static final Pattern FORMULA_ERROR =
      Pattern.compile("#(REF!|N/A|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!)");

  /** What no keyboard types; line breaks and tabs pass. */
  private static final Pattern UNREADABLE =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\\uFFFD]");

  private final Mistakes mistakes;
  private final Mistakes warnings;

  LineReader(Mistakes mistakes, Mistakes warnings) {
    this.mistakes = mistakes;
    this.warnings = warnings;
  }

  /** The sheets by kind, one for each. */
  Map<SheetKind, LineSheet> read(List<RawSheet> sheets) {
    Map<SheetKind, LineSheet> read = new EnumMap<>(SheetKind.class);
    for (RawSheet sheet : sheets) {
      if (NOTES.contains(sheet.name().toLowerCase(java.util.Locale.ROOT))) {
        continue;
      }
      Optional<SheetKind> kind = kindOf(sheet);
      if (kind.isEmpty()) {
        warnings.add(about(sheet.name(), Wrong.UNKNOWN_SHEET, sheet.name()));
      } else if (read.containsKey(kind.get())) {
        mistakes.add(about(sheet.name(), Wrong.SHEET_TWICE, sheet.name()));
      } else if (!sheet.rows().isEmpty()) {
        read.put(kind.get(), read(kind.get(), sheet));
      }
    }
    for (SheetKind kind : SheetKind.values()) {
      read.putIfAbsent(kind, LineSheet.none(kind));
    }
    if (mistakes.none() && read.values().stream().allMatch(it -> it.lines().isEmpty())) {
      mistakes.add(about(sheets.isEmpty() ? "" : sheets.getFirst().name(), Wrong.NO_ROWS));
    }
    return read;
  }

  private static Optional<SheetKind> kindOf(RawSheet sheet) {
    Optional<SheetKind> named = SheetKind.named(sheet.name());
    return named.isPresent() || sheet.rows().isEmpty()
        ? named
        : Headings.kindOf(sheet.rows().getFirst());
  }

  private LineSheet read(SheetKind kind, RawSheet sheet) {
    String name = sheet.name().isEmpty() ? "CSV" : sheet.name();
    Headings headings = Headings.find(kind, name, sheet.rows().getFirst(), mistakes, warnings);
    List<Line> lines = new ArrayList<>();
    LineSheet read = new LineSheet(kind, name, headings, lines);
    for (RawRow row : sheet.rows().subList(1, sheet.rows().size())) {
      lines.add(line(read, row));
    }
    return read;
  }

  private Line line(LineSheet sheet, RawRow row) {
    Map<Column, String> cells = new EnumMap<>(Column.class);
    Line line = new Line(row.number(), cells);
    sheet
        .headings()
        .places()
        .forEach((column, place) -> {
          try {
            cells.put(column, kept(column, row.cell(place)));
          } catch (Unfit e) {
            sheet.wrong(mistakes, line, column, e.wrong(), e.about().toArray(String[]::new));
          }
        });
    return line;
  }

  private static String kept(Column column, String raw) {
    if (raw.isEmpty()) {
      if (column.isNeeded()) {
        throw new Unfit(Wrong.MISSING);
      }
      return "";
    }
    if (FORMULA_ERROR.matcher(raw).matches()) {
      throw new Unfit(Wrong.FORMULA_ERROR, raw);
    }
    if (UNREADABLE.matcher(raw).find()) {
      throw new Unfit(Wrong.UNREADABLE_CHARACTER);
    }
    return column.form().kept(raw);
  }

  private static Mistake about(String sheet, Wrong wrong, String... about) {
    return new Mistake(sheet, 0, -1, null, wrong, List.of(about));
  }
}
