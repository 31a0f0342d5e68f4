package care.silverbell.ingest.intake;

import care.silverbell.ingest.band.BandMessageDecoder;
import care.silverbell.ingest.broker.InboundMessage;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.telemetry.Refused;
import care.silverbell.ingest.telemetry.TelemetryStore;
import java.io.IOException;
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
    sorted.refuse(telemetry.write(sorted.readings()), batch.getLast().receivedAt());
    rejected.keep(sorted.rejections());
    batch.forEach(InboundMessage::acknowledge);
    metrics.taken(sorted.reports());
  }

  /**
   * What became of a rejected message that was taken once more.
   *
   * @param taken whether anything of it was stored
   * @param stillNot why the rest was not, in sentences; empty where all of it was
   */
  public record Replay(boolean taken, Optional<String> stillNot) {}

  /**
   * Takes a message that was rejected once more, after somebody has mended the cause.
   *
   * @throws RuntimeException if a store is down
   */
  public Replay takeAgain(InboundMessage message) {
    SortedBatch sorted = new SortedBatch(wearers, (_, _, _) -> {}, 1);
    sorted.add(message, decoder.decode(message.topic(), message.payload(), message.receivedAt()));
    listener.onReadings(sorted.readings());
    List<Refused> refused = telemetry.write(sorted.readings());
    sorted.refuse(refused, message.receivedAt());
    return new Replay(sorted.readings().size() > refused.size(), sorted.why());
  }

  /**
   * Stores once more what the telemetry store would not take; it was judged then.
   *
   * @throws RuntimeException if the store is down
   */
  public Replay storeAgain(Refused refused) {
    try {
      List<Reading> readings = refused.readings();
      List<Refused> still = telemetry.write(readings);
      return new Replay(
          still.size() < readings.size(), still.stream().map(Refused::reason).findFirst());
    } catch (IOException e) {
      return new Replay(false, Optional.of("this cannot be read any more: " + e.getMessage()));
    }
  }
}
