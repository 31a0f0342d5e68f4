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
 * @param doctors the names doctors sign in with
 * @param idNumbers each person's code with their resident id number, empty where it is not known
 * @param closed the codes of those whose file is closed
 * @param bands how each stands by serial, its wearer named by code
 * @param now with the zone that the sheets' times are in
 */
public record Known(
    Map<String, String> parents,
    Map<String, String> outlines,
    Set<String> staff,
    Set<String> doctors,
    Map<String, String> idNumbers,
    Set<String> closed,
    Map<String, BandStanding> bands,
    ZonedDateTime now) {

  LocalDate today() {
    return now.toLocalDate();
  }
}
