package care.silverbell.sim.town;

import care.silverbell.sim.band.BandIdentity;
import care.silverbell.sim.resident.Place;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A band of the town and where its wearer lives.
 *
 * @param home null: somewhere in Fenghuangtai, always the same for the same serial
 */
public record TownBand(BandIdentity identity, @Nullable Place home) {

  /**
   * Bands with numbered serials and one secret for all.
   *
   * @param pattern for {@link String#format}, such as {@code demo-%04d}
   */
  public static List<TownBand> numbered(String pattern, int first, int count, String secret) {
    return IntStream.range(first, first + count)
        .mapToObj(number -> new TownBand(new BandIdentity(pattern.formatted(number), secret), null))
        .toList();
  }
}
