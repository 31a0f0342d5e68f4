package care.silverbell.alerting.incident;

import care.silverbell.ingest.band.BandReply;
import care.silverbell.ingest.reading.BandSerial;

/** The way back to the wrist. */
@FunctionalInterface
public interface WristReplies {

  /**
   * Sends the reply if the broker can be reached; never blocks, never throws: a band that hears
   * nothing asks again.
   */
  void reply(BandSerial band, BandReply reply);
}
