package care.silverbell.records.sheet;

/**
 * Text that a spreadsheet would take for a formula, made harmless with an apostrophe in front
 * (OWASP, CSV injection), and as it was again.
 */
public final class Defused {
  private static final String FORMULA_BEGINS = "=+-@\t\r";

  private Defused() {}

  /** With an apostrophe where it needs one. */
  public static String defused(String text) {
    return beginsFormula(text) ? "'" + text : text;
  }

  /** Without the apostrophe that {@link #defused} put in front. */
  public static String asItWas(String text) {
    return text.startsWith("'") && beginsFormula(text) ? text.substring(1) : text;
  }

  /** Also behind apostrophes, so that one more or one less is always the way there and back. */
  private static boolean beginsFormula(String text) {
    int place = 0;
    while (place < text.length() && text.charAt(place) == '\'') {
      place++;
    }
    return place < text.length() && FORMULA_BEGINS.indexOf(text.charAt(place)) >= 0;
  }
}
