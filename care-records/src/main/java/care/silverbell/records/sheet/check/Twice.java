package care.silverbell.records.sheet.check;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.Wrong;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows that say the same thing twice. */
final class Twice {
  private Twice() {}

  /** Names each row whose columns are all filled in as in a row above it. */
  static void look(LineSheet sheet, Mistakes mistakes, Column... key) {
    look(
        sheet,
        mistakes,
        key[0],
        line ->
            Stream.of(key).anyMatch(it -> !line.cells().containsKey(it))
                ? ""
                : Stream.of(key).map(line::text).collect(Collectors.joining("\u0000")));
  }

  /**
   * Names each row whose key is that of a row above it.
   *
   * @param told the column that bears the mistake
   * @param key of a line; blank for none
   */
  static void look(LineSheet sheet, Mistakes mistakes, Column told, Function<Line, String> key) {
    Map<String, Integer> first = new HashMap<>();
    for (Line line : sheet.lines()) {
      String of = key.apply(line);
      Integer before = of.isBlank() ? null : first.putIfAbsent(of, line.row());
      if (before != null) {
        sheet.wrong(mistakes, line, told, Wrong.TWICE, "" + before);
      }
    }
  }
}
