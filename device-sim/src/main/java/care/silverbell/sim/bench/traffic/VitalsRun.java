package care.silverbell.sim.bench.traffic;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of vitals messages in which no two of a band bear the same time, so that each can be found
 * again wherever it went: its sequence follows from its band and its time.
 *
 * @param firstAt time of the first message, epoch milliseconds
 * @param perSecond messages a second of the bands' clocks, all bands together; at most 1,000 a band
 * @param bands who send, in turn
 */
public record VitalsRun(long firstAt, int perSecond, List<String> bands) {
  private static final int MILLIS = 1000;
  private static final String TOPIC_START = "silverbell/v1/bands/";
  private static final String TOPIC_END = "/vitals";
  private static final String PAYLOAD_START = "{\"at\":";
  private static final int LOWEST_PULSE = 60;
  private static final int PULSES = 40;

  /** Every band's vitals. */
  public static final String FILTER = TOPIC_START + "+" + TOPIC_END;

  public VitalsRun {
    bands = List.copyOf(bands);
    if (perSecond < 1 || perSecond > MILLIS * bands.size()) {
      throw new IllegalArgumentException(
          perSecond + " a second from " + bands.size() + " bands cannot each have their own time");
    }
  }

  /** The time that a message bears, epoch milliseconds. */
  public long at(int sequence) {
    return firstAt + (long) sequence * MILLIS / perSecond;
  }

  public String topic(int sequence) {
    return TOPIC_START + bands.get(sequence % bands.size()) + TOPIC_END;
  }

  public byte[] payload(int sequence) {
    return (PAYLOAD_START
            + at(sequence)
            + ",\"heartRate\":"
            + (LOWEST_PULSE + sequence % PULSES)
            + ",\"spo2\":97,\"steps\":1203,\"worn\":true}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Finds sequences again; made once a run. */
  public Finder finder() {
    return new Finder(this);
  }

  /** From what arrived back to its sequence. */
  public static final class Finder {
    private final VitalsRun run;
    private final Map<String, Integer> placeOfTopic = new HashMap<>();

    private Finder(VitalsRun run) {
      this.run = run;
      for (int place = 0; place < run.bands.size(); place++) {
        placeOfTopic.put(run.topic(place), place);
      }
    }

    /** The sequence of a message, or -1 when it is not of this run. */
    public int sequenceOf(String topic, byte[] payload) {
      Integer place = placeOfTopic.get(topic);
      long since = timeIn(payload) - run.firstAt;
      if (place == null || since < 0) {
        return -1;
      }
      // Several messages may bear one millisecond; only one of them is the band's.
      long first = Math.ceilDiv(since * run.perSecond, MILLIS);
      int bands = run.bands.size();
      long sequence = first + Math.floorMod(place - first, (long) bands);
      return run.at((int) sequence) == since + run.firstAt ? (int) sequence : -1;
    }

    /** The first sequence that bears a time; exact where the run has at most 1,000 a second. */
    public int sequenceAt(long at) {
      return (int) Math.ceilDiv((at - run.firstAt) * run.perSecond, MILLIS);
    }

    private static long timeIn(byte[] payload) {
      long time = 0;
      for (int i = PAYLOAD_START.length(); i < payload.length && payload[i] != ','; i++) {
        time = time * 10 + (payload[i] - '0');
      }
      return time;
    }
  }
}
