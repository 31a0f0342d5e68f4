package care.silverbell.ingest.intake;

import care.silverbell.ingest.band.BandMessageDecoder;
import care.silverbell.ingest.broker.InboundMessage;
import care.silverbell.ingest.telemetry.TelemetryStore;
import java.util.List;
import java.util.Optional;

/**
 * The straight path of a reading: decoded, given to its wearer, judged, stored, and only then
 * acknowledged.
 */
public final class Intake {
  private final BandMessageDecoder decoder;
  private final Wearers wearers;
  private final ReadingListener listener;
  private final BandListener bands;
  private final TelemetryStore telemetry;
  private final RejectedMessages rejected;
  private final IntakeMetrics metrics;

  /** Brings together what a reading passes on its way. */
  public Intake(
      BandMessageDecoder decoder,
      Wearers wearers,
      ReadingListener listener,
      BandListener bands,
      TelemetryStore telemetry,
      RejectedMessages rejected,
      IntakeMetrics metrics) {
    this.decoder = decoder;
    this.wearers = wearers;
    this.listener = listener;
    this.bands = bands;
    this.telemetry = telemetry;
    this.rejected = rejected;
    this.metrics = metrics;
  }

  /**
   * Takes the messages of one lane; when it returns, all of them are safe and acknowledged.
   *
   * @throws RuntimeException if a store is down: nothing was acknowledged, and the same batch may
   *     be given again
   */
  public void take(List<InboundMessage> batch) {
    SortedBatch sorted = new SortedBatch(wearers, bands, batch.size());
    for (InboundMessage message : batch) {
      sorted.add(message, decoder.decode(message.topic(), message.payload(), message.receivedAt()));
    }
    listener.onReadings(sorted.readings());
    telemetry.write(sorted.readings());
    rejected.keep(sorted.rejections());
    batch.forEach(InboundMessage::acknowledge);
    metrics.taken(sorted.reports());
  }

  /**
   * Takes a message that was rejected once more, after somebody has mended the cause.
   *
   * @return why nothing of it could be taken; empty where something was
   * @throws RuntimeException if a store is down
   */
  public Optional<String> takeAgain(InboundMessage message) {
    SortedBatch sorted = new SortedBatch(wearers, (_, _, _) -> {}, 1);
    sorted.add(message, decoder.decode(message.topic(), message.payload(), message.receivedAt()));
    listener.onReadings(sorted.readings());
    telemetry.write(sorted.readings());
    return sorted.readings().isEmpty()
        ? sorted.rejections().stream().map(RejectedMessages.Rejection::why).findFirst()
        : Optional.empty();
  }
}
