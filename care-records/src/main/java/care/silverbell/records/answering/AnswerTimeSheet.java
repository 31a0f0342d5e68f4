package care.silverbell.records.answering;

import care.silverbell.records.answering.AnswerBook.Line;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.print.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer-time book as a sheet. */
final class AnswerTimeSheet {
  private AnswerTimeSheet() {}

  static Table of(List<Line> lines, Figures total, Language language) {
    List<List<String>> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(row(name(line, language), line.figures())));
    rows.add(row(language.either("合计", "all"), total));
    return new Table(language.either("响应时间", "answer times"), headings(language), rows);
  }

  private static List<String> headings(Language language) {
    return language == Language.ZH
        ? List.of(
            "名称",
            "事件数",
            "未达标",
            "响应中位数（秒）",
            "最长响应（秒）",
            "60秒内响应",
            "180秒内响应",
            "到场中位数（分）",
            "最长到场（分）",
            "45分钟内到场",
            "60分钟内到场")
        : List.of(
            "name",
            "incidents",
            "late",
            "median answer (s)",
            "longest answer (s)",
            "answered in 60 s",
            "answered in 180 s",
            "median attendance (min)",
            "longest attendance (min)",
            "attended in 45 min",
            "attended in 60 min");
  }

  private static String name(Line line, Language language) {
    return line.key() == null
        ? language.either("未知佩戴者", "unknown wearer")
        : switch (line.key()) {
          case "day" -> language.either("白班 ", "day ") + line.name();
          case "evening" -> language.either("晚班 ", "evening ") + line.name();
          case "night" -> language.either("夜班 ", "night ") + line.name();
          case String _ -> line.name();
        };
  }

  private static List<String> row(String name, Figures figures) {
    return List.of(
        name,
        Integer.toString(figures.incidents()),
        Integer.toString(figures.withMiss()),
        number(figures.answers().medianSeconds()),
        number(figures.answers().longestSeconds()),
        percent(figures, Bar.ANSWER_60),
        percent(figures, Bar.ANSWER_180),
        number(figures.attendances().medianSeconds() / 60),
        number(figures.attendances().longestSeconds() / 60),
        percent(figures, Bar.ATTEND_45),
        percent(figures, Bar.ATTEND_60));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", value);
  }

  /** Rounded down, so that 97.49 % does not look as if the promise were kept. */
  private static String percent(Figures figures, Bar bar) {
    double share = figures.share(bar);
    return Double.isNaN(share)
        ? ""
        : String.format(Locale.ROOT, "%.1f%%", Math.floor(share * 1e3) / 10);
  }
}
