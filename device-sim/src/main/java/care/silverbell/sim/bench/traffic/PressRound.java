package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.measure.Journeys;
import care.silverbell.sim.bench.measure.Latency;
import care.silverbell.sim.bench.measure.OpenLoop;
import care.silverbell.sim.bench.measure.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One round of presses by bands in turn, each followed to the screen and to the band's receipt.
 *
 * <p>A press may join an open incident, which then shows a count, not the press: the band's
 * <i>n</i>th press of the round is on the screen with the first event that shows <i>n</i> more.
 */
public final class PressRound {
  private final String name;
  private final List<String> bands;
  private final Map<String, Integer> placeOfBand = new HashMap<>();
  private final Map<String, Integer> shownOfBand = new HashMap<>();
  private final Journeys toScreen = new Journeys();
  private final Journeys toReceipt = new Journeys();

  PressRound(String name, List<String> bands) {
    this.name = name;
    this.bands = List.copyOf(bands);
    for (int place = 0; place < bands.size(); place++) {
      placeOfBand.put(bands.get(place), place);
    }
  }

  /** Presses by schedule; returns after the last one, or with patience at its end. */
  public void press(Transmitter transmitter, Schedule schedule, Duration patience)
      throws Exception {
    OpenLoop.run(schedule, (sequence, due) -> press(transmitter, sequence, due));
    toScreen.awaitAll(patience);
  }

  private void press(Transmitter transmitter, int sequence, long dueNanos) throws Exception {
    intended(sequence, dueNanos);
    String topic = "silverbell/v1/bands/" + bands.get(sequence % bands.size()) + "/call";
    String payload =
        "{\"id\":\"%s-%d\",\"at\":%d,\"heartRate\":88,\"battery\":61}"
            .formatted(name, sequence, System.currentTimeMillis());
    transmitter.publish(topic, payload.getBytes(StandardCharsets.UTF_8));
    transmitter.flush();
  }

  void intended(int sequence, long dueNanos) {
    toScreen.sent(sequence, dueNanos);
    toReceipt.sent(sequence, dueNanos);
  }

  /** Waits for the receipts too; they come after the screen. */
  public void awaitReceipts(Duration patience) throws InterruptedException {
    toReceipt.awaitAll(patience);
  }

  synchronized void shown(String band, long atNanos) {
    Integer place = placeOfBand.get(band);
    if (place != null) {
      int ordinal = shownOfBand.merge(band, 1, Integer::sum);
      toScreen.arrived((ordinal - 1) * bands.size() + place, atNanos);
    }
  }

  void receipted(String callId, long atNanos) {
    if (callId.startsWith(name + "-")) {
      toReceipt.arrived(Integer.parseInt(callId.substring(name.length() + 1)), atNanos);
    }
  }

  /** From the intended press to the event read from the live stream. */
  public Latency toScreen() {
    return toScreen.latency();
  }

  /** From the intended press to the reply {@code received} at the band. */
  public Latency toReceipt() {
    return toReceipt.latency();
  }
}
