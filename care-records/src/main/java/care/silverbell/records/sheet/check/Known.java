package care.silverbell.records.sheet.check;

import care.silverbell.records.band.BandStanding;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;

/**
 * What the database has already, as far as a sheet may refer to it.
 *
 * @param parents each cell's code with that of its parent, empty for the topmost
 * @param outlines by the cell's code as GeoJSON, empty where it is not drawn
 * @param staff their codes
 * @param left the codes of staff who have left, with their last day
 * @param doctors the names doctors sign in with
 * @param people each person's code with who they are
 * @param closed the codes of those whose file is closed
 * @param bands how each stands by serial, its wearer named by code
 * @param now with the zone that the sheets' times are in
 */
public record Known(
    Map<String, String> parents,
    Map<String, String> outlines,
    Set<String> staff,
    Map<String, LocalDate> left,
    Set<String> doctors,
    Map<String, Kept> people,
    Set<String> closed,
    Map<String, BandStanding> bands,
    ZonedDateTime now) {

  /**
   * Who a person is.
   *
   * @param idNumber their resident id number, empty where it is not known
   * @param birth as a sheet has it
   */
  public record Kept(String idNumber, String name, String birth) {}

  LocalDate today() {
    return now.toLocalDate();
  }
}
