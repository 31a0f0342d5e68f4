package care.silverbell.sim.bench.measure;

/**
 * Latencies of one run in milliseconds, from the intended time, with what was lost beside them.
 * Only messages that arrived are in the percentiles.
 */
public record Latency(Counts counts, double p50, double p99, double p999, double max) {
  @Override
  public String toString() {
    return "p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms, %,d of %,d, lost %,d, twice %,d"
        .formatted(
            p50,
            p99,
            p999,
            max,
            counts.received(),
            counts.sent(),
            counts.lost(),
            counts.duplicated());
  }
}
