package care.silverbell.sim.band;

/**
 * What one band has said and what it still keeps.
 *
 * @param messagesAcked telemetry, falls and cancels that the broker acknowledged
 * @param samplesAcked vitals and fixes in them
 * @param samplesKept measured and not yet acknowledged
 * @param samplesForgotten given up because the band's memory was full
 * @param callsOpen presses the service has not confirmed
 */
public record BandCounts(
    long messagesAcked, long samplesAcked, int samplesKept, long samplesForgotten, int callsOpen) {

  public static final BandCounts NONE = new BandCounts(0, 0, 0, 0, 0);

  public BandCounts plus(BandCounts other) {
    return new BandCounts(
        messagesAcked + other.messagesAcked,
        samplesAcked + other.samplesAcked,
        samplesKept + other.samplesKept,
        samplesForgotten + other.samplesForgotten,
        callsOpen + other.callsOpen);
  }
}
