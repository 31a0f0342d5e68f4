package care.silverbell.records.sheet.check;

import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.read.RawSheet;
import java.util.List;
import java.util.Map;

/** Holds a file against what is known: nothing is written, nothing is asked. */
public final class SheetCheck {
  private SheetCheck() {}

  /** What is in the sheets, and all that is wrong with it. */
  public static Checked check(List<RawSheet> file, Known known) {
    Mistakes mistakes = new Mistakes();
    Mistakes warnings = new Mistakes();
    Map<SheetKind, LineSheet> sheets = new LineReader(mistakes, warnings).read(file);
    sheets.put(SheetKind.PEOPLE, new HouseCells(sheets, known, mistakes).filled());
    GridCheck grid = new GridCheck(sheets, known, mistakes);
    grid.check();
    PeopleCheck people = new PeopleCheck(sheets, known, mistakes);
    people.check();
    return Checked.of(sheets, file.stream().map(RawSheet::name).toList(), mistakes, warnings);
  }
}
