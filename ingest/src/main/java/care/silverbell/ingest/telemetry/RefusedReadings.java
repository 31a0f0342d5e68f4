package care.silverbell.ingest.telemetry;

import java.util.List;

/** Where that is kept which the telemetry store will never take. */
@FunctionalInterface
public interface RefusedReadings {

  /**
   * Keeps them; when this returns they are kept.
   *
   * @throws RuntimeException if they cannot be kept now: the same come again
   */
  void keep(List<Refused> refused);
}
