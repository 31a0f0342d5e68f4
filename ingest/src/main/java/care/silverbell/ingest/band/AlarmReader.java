package care.silverbell.ingest.band;

import care.silverbell.ingest.band.BandMessage.Alarm;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Position;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls, cancels and falls. The topic alone makes the alarm; the payload can only add to it,
 * so what cannot be read is left out and nothing is refused.
 */
final class AlarmReader {
  /** The longest id of a press that is kept, in characters. */
  static final int LONGEST_ID = 128;

  private AlarmReader() {}

  /** The alarm of that topic, with as much as can be read of the payload. */
  static Alarm read(BandTopic topic, byte[] payload, Instant receivedAt, MakersWay way) {
    Seen seen = new Seen(way);
    boolean readable = payload.length == 0 || seen.readAll(payload);
    return alarm(topic, BandClock.moment(seen.at, receivedAt), seen, readable);
  }

  /** The alarm of that topic when nothing at all is known of its payload. */
  static Alarm unread(BandTopic topic, Instant receivedAt) {
    return alarm(topic, new Moment(receivedAt, true), new Seen(MakersWay.CONTRACT), false);
  }

  private static Alarm alarm(BandTopic topic, Moment moment, Seen seen, boolean readable) {
    return switch (topic.kind()) {
      case CALL ->
          new BandMessage.Call(
              topic.band(), seen.id, moment, seen.position, seen.heartRate, seen.battery, readable);
      case CANCEL -> new BandMessage.CallCancel(topic.band(), seen.id, moment, readable);
      case FALL ->
          new BandMessage.Fall(topic.band(), moment, seen.impactG, seen.position, readable);
      case VITALS, LOCATION, STATUS ->
          throw new IllegalArgumentException("no alarm: " + topic.kind());
    };
  }

  /** Whatever an alarm's payload may say. */
  private static final class Seen implements PayloadReader.Fields {
    private final MakersWay way;
    private @Nullable String id;
    private long at = BandClock.SILENT;
    private @Nullable Position position;
    private @Nullable Integer heartRate;
    private @Nullable Integer battery;
    private @Nullable Double impactG;

    Seen(MakersWay way) {
      this.way = way;
    }

    /** Whether the payload was one object to its end. */
    boolean readAll(byte[] payload) {
      String lastName = "";
      try (PayloadReader in = new PayloadReader(payload, new Faults(), way.clock())) {
        try {
          return in.one(this);
        } catch (IOException e) {
          lastName = in.lastName();
          throw e;
        }
      } catch (IOException _) {
        forget(lastName);
        return false;
      }
    }

    @Override
    public void read(String name, PayloadReader in) throws IOException {
      switch (name) {
        case "id" -> {
          String text = in.text(name);
          id = text == null ? null : BandText.name(text, LONGEST_ID);
        }
        case "at" -> at = in.time();
        case "position" -> {
          PositionFields fields = new PositionFields(0, way.datum());
          position = in.nested(name, fields) ? fields.position().orElse(null) : null;
        }
        case "heartRate" -> heartRate = in.whole(Range.HEART_RATE);
        case "battery" -> battery = in.whole(Range.BATTERY);
        case "impactG" -> impactG = in.number(Range.IMPACT);
        default -> {
          // A newer band may say more than is known here.
        }
      }
    }

    /** Where the JSON broke off, the last number may have lost its last digits. */
    private void forget(String lastName) {
      switch (lastName) {
        case "heartRate" -> heartRate = null;
        case "battery" -> battery = null;
        case "impactG" -> impactG = null;
        case "at" -> at = BandClock.SILENT;
        default -> {
          // A text is whole or was not read.
        }
      }
    }
  }
}
