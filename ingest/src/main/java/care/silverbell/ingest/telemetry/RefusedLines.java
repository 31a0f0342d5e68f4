package care.silverbell.ingest.telemetry;

/** Where readings are put aside that the telemetry store will never take, each with its reason. */
@FunctionalInterface
public interface RefusedLines {

  /**
   * Keeps one refused reading.
   *
   * @param line as it was sent
   * @param reason the store's own words
   */
  void refused(String line, String reason);
}
