package care.silverbell.records.sheet.print;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.SheetKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The workbook an office fills in: every sheet with an example, and a sheet that explains them. */
public final class Template {
  private Template() {}

  /** Prints it in that language; closes the stream. */
  public static void print(Language language, OutputStream out) throws IOException {
    List<Table> tables = new ArrayList<>();
    for (SheetKind kind : SheetKind.values()) {
      tables.add(
          new Table(
              kind.title(language),
              kind.columns().stream().map(it -> it.heading(language)).toList(),
              List.of(kind.columns().stream().map(it -> it.example(language)).toList())));
    }
    tables.add(notes(language));
    XlsxPrint.print(tables, out);
  }

  private static Table notes(Language language) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        row(
            language.either(
                "每张表的第二行是示例，导入前请删除或改写",
                "Row 2 of each sheet is an example: overwrite or delete it before importing")));
    rows.add(
        row(
            language.either(
                "不需要的表或列可以删除；没有的列保持原值；留空的格会清空原值，但健康和进门方式保持原值",
                "Sheets and columns you do not need may be deleted; a missing column leaves values"
                    + " as they are; an empty cell clears them, but leaves health and the way in")));
    for (SheetKind kind : SheetKind.values()) {
      for (Column column : kind.columns()) {
        rows.add(
            List.of(
                kind.title(language),
                column.heading(language),
                column.isNeeded() ? language.either("必填", "needed") : "",
                column.note(language)));
      }
    }
    return new Table(
        language.either("说明", "notes"),
        language == Language.ZH
            ? List.of("工作表", "列", "必填", "说明")
            : List.of("sheet", "column", "needed", "what to know"),
        rows);
  }

  private static List<String> row(String text) {
    return List.of(text, "", "", "");
  }
}
