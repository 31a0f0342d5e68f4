package care.silverbell.sim.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the band itself is; what is null the band does not say.
 *
 * @param battery %
 */
public record BandStatus(
    Instant at,
    boolean online,
    @Nullable Integer battery,
    @Nullable Boolean charging,
    @Nullable Boolean worn,
    @Nullable String firmware) {

  /** Only that it is there. */
  public static BandStatus here(Instant at) {
    return new BandStatus(at, true, null, null, null, null);
  }

  /** The same band, as it says good-bye. */
  public BandStatus offline(Instant when) {
    return new BandStatus(when, false, battery, charging, worn, firmware);
  }
}
