package care.silverbell.ingest.intake;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandMessageDecoder;
import care.silverbell.ingest.band.Decoded;
import care.silverbell.ingest.broker.InboundMessage;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.intake.RejectedMessages.Reason;
import care.silverbell.ingest.intake.RejectedMessages.Rejection;
import care.silverbell.ingest.reading.BandState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls' own road: nothing but calls, cancels and falls, each on disk before it is
 * acknowledged.
 */
public final class CallIntake {
  private final BandMessageDecoder decoder;
  private final Wearers wearers;
  private final AlarmListener listener;
  private final BandListener bands;
  private final RejectedMessages rejected;
  private final IntakeMetrics metrics;

  /** Brings together what a call passes on its way. */
  public CallIntake(
      BandMessageDecoder decoder,
      Wearers wearers,
      AlarmListener listener,
      BandListener bands,
      RejectedMessages rejected,
      IntakeMetrics metrics) {
    this.decoder = decoder;
    this.wearers = wearers;
    this.listener = listener;
    this.bands = bands;
    this.rejected = rejected;
    this.metrics = metrics;
  }

  /**
   * Takes what waits in one lane, one after the other.
   *
   * @throws RuntimeException if one could not be made safe: those before it are acknowledged and
   *     may be given again without harm
   */
  public void take(List<InboundMessage> batch) {
    batch.forEach(this::take);
  }

  private void take(InboundMessage message) {
    switch (decoder.decode(message.topic(), message.payload(), message.receivedAt())) {
      case BandMessage.Alarm alarm -> hear(message, alarm);
      case BandMessage.Report _ -> reject(message, "readings have a road of their own");
      case Decoded.Rejected(String reason) -> reject(message, reason);
    }
    message.acknowledge();
  }

  private void hear(InboundMessage message, BandMessage.Alarm alarm) {
    // By the time of receipt: whoever wears the band now is the one to go to, however old the
    // press.
    var wearer = wearers.wearerOf(alarm.band(), message.receivedAt());
    listener.onAlarm(new Heard(alarm, wearer, message.delivery(), message.receivedAt()));
    bands.onHeard(alarm.band(), message.receivedAt(), battery(alarm));
    metrics.taken(alarm, message.receivedAt());
  }

  private static @Nullable BandState battery(BandMessage.Alarm alarm) {
    return alarm instanceof BandMessage.Call call && call.battery() != null
        ? new BandState(null, call.battery(), null, null, null)
        : null;
  }

  private void reject(InboundMessage message, String why) {
    rejected.keep(
        List.of(
            new Rejection(
                message.receivedAt(),
                message.topic(),
                message.payload(),
                Reason.UNKNOWN_TOPIC,
                why)));
  }
}
