package care.silverbell.records.sheet.read;

import care.silverbell.records.sheet.Defused;

/** How much of a file is taken in, so that no file fills the memory. */
final class Measure {
  static final int MOST_ROWS = 200_000;

  /** As many as a spreadsheet's cell holds: an outline may need them. */
  static final int LONGEST_CELL = 32_767;

  private static final int MOST_COLUMNS = 200;
  private static final int MOST_CHARACTERS = 40_000_000;

  private int rows;
  private long characters;

  /** Takes a row of that many cells in. */
  void row(int columns) throws Unreadable {
    rows++;
    if (rows > MOST_ROWS) {
      throw new Unreadable(
          "超过 " + MOST_ROWS + " 行；请分成几个文件", "more than " + MOST_ROWS + " rows; split the file");
    }
    if (columns > MOST_COLUMNS) {
      throw new Unreadable(
          "超过 " + MOST_COLUMNS + " 列；请对照模板",
          "more than " + MOST_COLUMNS + " columns; compare with the template");
    }
  }

  /**
   * A cell's text, without spaces around it and without the apostrophe of an export. What is longer
   * than any column takes is cut, one character late, so that it is still found too long.
   */
  String cell(String whole) throws Unreadable {
    String text = whole.length() > LONGEST_CELL ? whole.substring(0, LONGEST_CELL + 1) : whole;
    characters += text.length();
    if (characters > MOST_CHARACTERS) {
      throw new Unreadable("文件内容太多；请分成几个文件", "there is too much in the file; split it");
    }
    return Defused.asItWas(text.strip());
  }
}
