package care.silverbell.sim.bench.traffic;

import java.util.List;
import java.util.stream.IntStream;

/** The hundred bands of the demo sub-district, as the contract numbers them. */
public final class DemoBands {
  private static final int COUNT = 100;

  private DemoBands() {}

  public static List<String> all() {
    return IntStream.rangeClosed(1, COUNT).mapToObj("demo-%04d"::formatted).toList();
  }
}
