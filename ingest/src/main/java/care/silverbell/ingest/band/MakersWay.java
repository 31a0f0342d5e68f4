package care.silverbell.ingest.band;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a maker's bands write what they leave unsaid.
 *
 * @param datum on which a position without a {@code datum} stands
 * @param clock the zone whose local time the bands count as if it were UTC; null where they count
 *     UTC, as the contract wants it
 */
public record MakersWay(Datum datum, @Nullable ZoneId clock) {
  /** As the contract has it: WGS-84 and UTC. */
  public static final MakersWay CONTRACT = new MakersWay(Datum.WGS84, null);
}
