package care.silverbell.ingest.band;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what bands send. Nothing that comes in makes it fail: a report that cannot be read is
 * rejected with its reason, and a call, cancel or fall is one whatever its payload. Holds nothing
 * between messages; any number of threads may use one.
 */
public final class BandMessageDecoder {
  private static final Logger log = LoggerFactory.getLogger(BandMessageDecoder.class);

  private static final int TOPIC_LENGTH = 200;

  private final Makers makers;

  /** Takes every band for one that writes as the contract has it. */
  public BandMessageDecoder() {
    this(_ -> MakersWay.CONTRACT);
  }

  /** Reads each band's messages in its maker's way. */
  public BandMessageDecoder(Makers makers) {
    this.makers = makers;
  }

  /**
   * Reads one MQTT message.
   *
   * @param topic the whole topic
   * @param payload its bytes, maybe none; JSON in UTF-8 if all is well
   * @param receivedAt when the service got it; stands in for a clock that cannot be believed
   * @return the message, or the reason why there is none; never an exception
   */
  public Decoded decode(String topic, byte[] payload, Instant receivedAt) {
    Optional<BandTopic> known = BandTopic.parse(topic);
    if (known.isEmpty()) {
      return new Decoded.Rejected("no band speaks on " + BandText.excerpt(topic, TOPIC_LENGTH));
    }
    Instant received = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    try {
      return read(known.get(), payload, received);
    } catch (RuntimeException e) {
      return unforeseen(known.get(), received, e);
    }
  }

  private Decoded read(BandTopic topic, byte[] payload, Instant receivedAt) {
    MakersWay way = makers.wayOf(topic.band());
    return switch (topic.kind()) {
      case CALL, CANCEL, FALL -> AlarmReader.read(topic, payload, receivedAt, way);
      case VITALS -> ReportReader.vitals(topic.band(), payload, receivedAt, way);
      case LOCATION -> ReportReader.location(topic.band(), payload, receivedAt, way);
      case STATUS -> ReportReader.status(topic.band(), payload, receivedAt, way);
    };
  }

  /** A mistake of ours must not silence a call, nor stop the messages behind it. */
  private static Decoded unforeseen(BandTopic topic, Instant receivedAt, RuntimeException e) {
    log.error("a {} message of band {} could not be read", topic.kind(), topic.band(), e);
    return topic.kind().isAlarm()
        ? AlarmReader.unread(topic, receivedAt)
        : new Decoded.Rejected("the decoder failed: " + e);
  }
}
