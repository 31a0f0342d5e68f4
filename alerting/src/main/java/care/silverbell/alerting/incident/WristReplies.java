package care.silverbell.alerting.incident;

import care.silverbell.ingest.band.BandReply;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import org.jspecify.annotations.Nullable;

/** The way back to the wrist. Nothing of it blocks or throws: it is on the road of a press. */
@FunctionalInterface
public interface WristReplies {

  /**
   * Sends the reply if the broker can be reached; never blocks, never throws: a band that hears
   * nothing asks again.
   */
  void reply(BandSerial band, BandReply reply);

  /**
   * Whether whoever wears the band is asked after a fall before anybody else is; answers from
   * memory.
   *
   * @param person null where nobody is known to wear it
   */
  default boolean asksAfterFall(BandSerial band, @Nullable PersonId person) {
    return false;
  }

  /** Asks the wearer whether they have fallen; only after the fall is on disk. */
  default void askAfterFall(BandSerial band, @Nullable PersonId person) {}
}
