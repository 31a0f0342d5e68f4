package care.silverbell.records.sheet;

/** The language a caller reads. */
public enum Language {
  ZH,
  EN;

  /** The one of a tag such as {@code en} or {@code zh-CN}; Chinese where it is neither. */
  public static Language of(String tag) {
    return tag.toLowerCase(java.util.Locale.ROOT).startsWith("en") ? EN : ZH;
  }

  /** One of two texts. */
  public String either(String zh, String en) {
    return this == ZH ? zh : en;
  }
}
