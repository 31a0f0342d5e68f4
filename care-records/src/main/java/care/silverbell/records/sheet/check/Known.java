package care.silverbell.records.sheet.check;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;

/**
 * What the database has already, as far as a sheet may refer to it.
 *
 * @param parents each cell's code with that of its parent, empty for the topmost
 * @param staff their codes
 * @param doctors the names doctors sign in with
 * @param idNumbers each person's code with their resident id number, empty where it is not known
 * @param lastWorn for each band when it was last put on or taken off
 * @param now as the clock on the wall shows it
 */
public record Known(
    Map<String, String> parents,
    Set<String> staff,
    Set<String> doctors,
    Map<String, String> idNumbers,
    Map<String, LastWorn> lastWorn,
    LocalDateTime now) {

  /**
   * Who wears a band, or wore it last.
   *
   * @param wearer the code of whoever wears it now; empty for nobody
   * @param since when that became so
   */
  public record LastWorn(String wearer, LocalDateTime since) {}

  LocalDate today() {
    return now.toLocalDate();
  }
}
