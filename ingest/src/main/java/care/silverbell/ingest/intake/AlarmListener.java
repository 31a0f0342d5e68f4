package care.silverbell.ingest.intake;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.broker.InboundMessage;
import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import java.util.Optional;

/** Who is told of calls, cancels and falls. */
@FunctionalInterface
public interface AlarmListener {

  /**
   * Opens or joins the incident; it is on disk when this returns, and when this throws the message
   * is not acknowledged.
   */
  void onAlarm(Heard heard);

  /**
   * An alarm as it was heard.
   *
   * @param wearer who wears the band; empty for an unknown caller
   * @param delivery how the broker handed it over
   * @param receivedAt when the service got it
   */
  record Heard(
      BandMessage.Alarm alarm,
      Optional<PersonId> wearer,
      InboundMessage.Delivery delivery,
      Instant receivedAt) {}
}
