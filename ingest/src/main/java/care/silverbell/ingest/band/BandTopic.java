package care.silverbell.ingest.band;

import care.silverbell.ingest.reading.BandSerial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The topic a band speaks on: {@code silverbell/v1/bands/{serial}/{leaf}}.
 *
 * @param band whose topic it is
 * @param kind what is said there
 */
public record BandTopic(BandSerial band, Kind kind) {
  private static final String BANDS = "silverbell/v1/bands/";

  /** Stands for a serial of nothing but spaces, which MQTT allows and whose call must ring too. */
  private static final String NAMELESS = "(no serial)";

  /** What a band says, one kind a topic leaf. */
  public enum Kind {
    CALL("call", "call"),
    CANCEL("call/cancel", "cancel"),
    FALL("fall", "fall"),
    VITALS("vitals", "vitals"),
    LOCATION("location", "location"),
    STATUS("status", "status");

    private final String leaf;
    private final String metric;

    Kind(String leaf, String metric) {
      this.leaf = leaf;
      this.metric = metric;
    }

    /** What stands behind the serial in the topic, such as {@code call/cancel}. */
    public String leaf() {
      return leaf;
    }

    /** How the kind is called in metrics, such as {@code cancel}. */
    public String metric() {
      return metric;
    }

    /** Whether it needs somebody at once and travels on the call's own road. */
    public boolean isAlarm() {
      return this == CALL || this == CANCEL || this == FALL;
    }

    /** The subscription that brings this kind from every band. */
    public String filter() {
      return BANDS + "+/" + leaf;
    }

    private static @Nullable Kind ofLeaf(String leaf) {
      return switch (leaf) {
        case "call" -> CALL;
        case "call/cancel" -> CANCEL;
        case "fall" -> FALL;
        case "vitals" -> VITALS;
        case "location" -> LOCATION;
        case "status" -> STATUS;
        default -> null;
      };
    }
  }

  /**
   * Reads a topic; empty where no band speaks there. A serial that is too long or holds control
   * characters is made fit to keep, with a tail that keeps it apart from every other: its call
   * rings like any.
   */
  public static Optional<BandTopic> parse(String topic) {
    int afterSerial = topic.indexOf('/', BANDS.length());
    if (afterSerial < 0 || !topic.startsWith(BANDS)) {
      return Optional.empty();
    }
    Kind kind = Kind.ofLeaf(topic.substring(afterSerial + 1));
    if (kind == null) {
      return Optional.empty();
    }
    String serial = topic.substring(BANDS.length(), afterSerial);
    return Optional.of(new BandTopic(fit(serial), kind));
  }

  /** Where the band says that. */
  public static String of(BandSerial band, Kind kind) {
    return BANDS + band.value() + "/" + kind.leaf;
  }

  /** Where the band is told how its call fares. */
  public static String reply(BandSerial band) {
    return BANDS + band.value() + "/reply";
  }

  /** Where the band is told to do something. */
  public static String command(BandSerial band) {
    return BANDS + band.value() + "/command";
  }

  private static BandSerial fit(String serial) {
    return new BandSerial(
        serial.isBlank() ? NAMELESS : BandText.name(serial, BandSerial.MAX_LENGTH));
  }
}
