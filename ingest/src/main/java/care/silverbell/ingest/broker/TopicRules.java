package care.silverbell.ingest.broker;

import care.silverbell.ingest.reading.BandSerial;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a band may say and hear: only topics that bear its own serial. The same rule holds in the
 * embedded broker and in the look-ups of other brokers.
 */
public final class TopicRules {
  private static final String BANDS = "silverbell/v1/bands/";
  private static final String STATUS = "status";
  private static final Set<String> UPWARD =
      Set.of("call", "call/cancel", "fall", "vitals", "location", STATUS);

  private TopicRules() {}

  /** Whether the band may publish on the topic. */
  public static boolean mayPublish(String serial, String topic) {
    return isSerial(serial)
        && topic.startsWith(own(serial))
        && UPWARD.contains(topic.substring(own(serial).length()));
  }

  /**
   * Whether the band may subscribe with the filter. Wildcards are for its own topics only; a shared
   * subscription ({@code $share/…}) never is.
   */
  public static boolean maySubscribe(String serial, String filter) {
    return isSerial(serial)
        && filter.startsWith(own(serial))
        && isFilter(filter.substring(own(serial).length()));
  }

  /**
   * Whether a band of that serial can have topics at all. What would be a level or a wildcard of a
   * topic, or names a queue within the embedded broker ({@code ::}), cannot.
   */
  public static boolean isSerial(String serial) {
    return !serial.isBlank()
        && serial.length() <= BandSerial.MAX_LENGTH
        && !serial.contains("::")
        && serial.codePoints().noneMatch(c -> c == '/' || c == '+' || c == '#' || isControl(c));
  }

  /** Whether the broker may keep the newest message of the topic for those who come later. */
  static boolean mayRetain(String serial, String topic) {
    return topic.equals(own(serial) + STATUS);
  }

  /** Whether the topic or filter is one of the band's own. */
  static boolean isOwn(String serial, String topic) {
    return isSerial(serial) && topic.startsWith(own(serial));
  }

  private static String own(String serial) {
    return BANDS + serial + "/";
  }

  private static boolean isFilter(String rest) {
    int hash = rest.indexOf('#');
    return !rest.isEmpty()
        && !rest.contains("::")
        && rest.codePoints().noneMatch(TopicRules::isControl)
        && (hash < 0 || hash == rest.length() - 1)
        && Stream.of(rest.split("/", -1))
            .allMatch(level -> level.length() == 1 || !level.matches(".*[+#].*"));
  }

  private static boolean isControl(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
