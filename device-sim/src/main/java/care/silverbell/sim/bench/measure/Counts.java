package care.silverbell.sim.bench.measure;

/**
 * What became of the messages of a run. A latency without these is worthless.
 *
 * @param sent messages put on their way
 * @param received different messages that arrived
 * @param lost messages that were sent and never arrived
 * @param duplicated arrivals beyond the first of a message, or of a message nobody sent
 */
public record Counts(long sent, long received, long lost, long duplicated) {
  public static final Counts NONE = new Counts(0, 0, 0, 0);

  /** Counts of a run in which only the total that arrived is known, not which. */
  public static Counts ofTotals(long sent, long received) {
    return new Counts(
        sent, Math.min(sent, received), Math.max(0, sent - received), Math.max(0, received - sent));
  }

  public Counts plus(Counts other) {
    return new Counts(
        sent + other.sent,
        received + other.received,
        lost + other.lost,
        duplicated + other.duplicated);
  }
}
