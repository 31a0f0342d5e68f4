package care.silverbell.records.sheet.read;

import care.silverbell.records.sheet.Language;

/** A file that cannot be read at all, and what to do about it. */
public final class Unreadable extends Exception {
  private final String zh;

  Unreadable(String zh, String en) {
    super(en, null, false, false);
    this.zh = zh;
  }

  /** Why, and how it is mended. */
  public String why(Language language) {
    return language.either(zh, "" + getMessage());
  }
}
