package care.silverbell.sim.bench.report;

import care.silverbell.sim.bench.measure.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A bench report as one table to read in a terminal. */
public final class ResultTable {
  private static final List<String> HEADS =
      List.of(
          "scenario",
          "measure",
          "floor",
          "service",
          "ratio",
          "target",
          "",
          "sent",
          "lost",
          "twice");

  private ResultTable() {}

  public static String of(BenchReport report) {
    StringBuilder text = new StringBuilder();
    text.append(report.command()).append(" · ").append(report.startedAt()).append('\n');
    text.append(report.machine()).append('\n');
    text.append("load average before ").append(report.loadAverageBefore());
    text.append(", after ").append(report.loadAverageAfter()).append("\n\n");
    append(text, rows(report.figures()));
    report
        .failures()
        .forEach(failure ->
            text.append("FAILED ")
                .append(failure.scenario())
                .append(": ")
                .append(failure.reason())
                .append('\n'));
    notes(report.figures()).forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  private static List<List<String>> rows(List<Figure> figures) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADS);
    figures.forEach(figure -> rows.add(row(figure)));
    return rows;
  }

  private static List<String> row(Figure figure) {
    Counts counts = figure.counts();
    boolean counted = !counts.equals(Counts.NONE);
    String targets =
        figure.targets().stream().map(Target::toString).collect(Collectors.joining(", "));
    return List.of(
        figure.scenario(),
        figure.measure(),
        figure.floor().isPresent() ? number(figure.floor().getAsDouble()) : "–",
        number(figure.service()),
        figure.ratio().isPresent() ? "%.2f".formatted(figure.ratio().getAsDouble()) : "–",
        targets.isEmpty() ? "–" : targets,
        switch (figure.verdict()) {
          case MET -> "met";
          case MISSED -> "MISSED";
          case NO_TARGET -> "";
        },
        counted ? "%,d".formatted(counts.sent()) : "",
        counted ? "%,d".formatted(counts.lost()) : "",
        counted ? "%,d".formatted(counts.duplicated()) : "");
  }

  private static String number(double value) {
    return Math.abs(value) >= 1000 ? "%,.0f".formatted(value) : "%.2f".formatted(value);
  }

  private static void append(StringBuilder text, List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, HEADS.size())
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        String cell = row.get(c);
        String space = " ".repeat(widths[c] - cell.length());
        line.append(isNumber(c) ? space + cell : cell + space).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static boolean isNumber(int column) {
    return (column >= 2 && column <= 4) || column >= 7;
  }

  private static List<String> notes(List<Figure> figures) {
    return figures.stream()
        .filter(figure -> !figure.note().isEmpty())
        .map(figure -> figure.scenario() + ": " + figure.note())
        .distinct()
        .toList();
  }
}
