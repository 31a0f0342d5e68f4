package care.silverbell.alerting.response;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.broker.InboundMessage.Delivery;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Presses for stories that go by the clock on the wall. */
final class Presses {
  private Presses() {}

  /** One now, on a band of somebody of its own. */
  static Heard of(int band) {
    Instant now = Instant.now();
    return new Heard(
        new BandMessage.Call(
            new BandSerial("band-" + band), null, Moment.of(now), null, null, null, true),
        Optional.of(new PersonId(UUID.randomUUID())),
        Delivery.NONE,
        now);
  }
}
