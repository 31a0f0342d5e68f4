package care.silverbell.ingest.band;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Signs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a band said in one MQTT message, before anybody has looked up who wears it. */
public sealed interface BandMessage extends Decoded {

  /** Which band, as its topic says. */
  BandSerial band();

  /** What needs somebody at once and has a road of its own. */
  sealed interface Alarm extends BandMessage permits Call, CallCancel, Fall {

    /**
     * When it happened; the time of receipt where the band did not say or could not be believed.
     */
    Moment moment();

    /** False where the payload could not be read: it counts all the same. */
    boolean readable();
  }

  /** What is kept and looked at later. */
  sealed interface Report extends BandMessage permits VitalsReport, LocationReport, StatusReport {

    /**
     * What was left out of the message because it could not be, one sentence each; empty where all
     * was well.
     */
    List<String> faults();
  }

  /**
   * The one-press call (一键呼叫).
   *
   * @param id the band's own name for this press; null where it has none
   * @param heartRate beats per minute
   * @param battery %
   */
  record Call(
      BandSerial band,
      @Nullable String id,
      Moment moment,
      @Nullable Position position,
      @Nullable Integer heartRate,
      @Nullable Integer battery,
      boolean readable)
      implements Alarm {}

  /**
   * The wearer says "I am fine"; {@code id} names the press that is meant, null where the band did
   * not say.
   */
  record CallCancel(BandSerial band, @Nullable String id, Moment moment, boolean readable)
      implements Alarm {}

  /**
   * The band's own fall detector.
   *
   * @param impactG peak acceleration in multiples of g
   */
  record Fall(
      BandSerial band,
      Moment moment,
      @Nullable Double impactG,
      @Nullable Position position,
      boolean readable)
      implements Alarm {}

  /** Vital signs, one sample or many. */
  record VitalsReport(BandSerial band, List<VitalsSample> samples, List<String> faults)
      implements Report {}

  /** The vital signs of one moment. */
  record VitalsSample(Moment moment, Signs signs) {}

  /** Positions, one fix or many. */
  record LocationReport(BandSerial band, List<Fix> fixes, List<String> faults) implements Report {}

  /** Where the band was at one moment. */
  record Fix(Moment moment, Position position) {}

  /** How the band is. */
  record StatusReport(BandSerial band, Moment moment, BandState state, List<String> faults)
      implements Report {}
}
