package care.silverbell.sim;

import care.silverbell.sim.band.BrokerFailure;
import care.silverbell.sim.band.Wrist;
import care.silverbell.sim.wire.BandCommand;
import care.silverbell.sim.wire.BandReply;
import care.silverbell.sim.wire.BandStatus;
import care.silverbell.sim.wire.Sample;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches what becomes of presses: each sending and each answer, with its time since the start. A
 * press without an id is known as the empty word.
 */
final class PressWatch implements Wrist {
  private static final String CLOSED = "closed";

  private final InstantSource clock;
  private final Sample.@Nullable Fix place;
  private final @Nullable PrintWriter out;
  private final long began = System.nanoTime();
  private final ArrayNode events = JsonNodeFactory.instance.arrayNode();
  private final Set<String> pressed = new HashSet<>();
  private final Set<String> received = new HashSet<>();
  private final Set<String> closed = new HashSet<>();

  /**
   * @param out where to say it as it happens; null: nowhere
   */
  PressWatch(InstantSource clock, Sample.@Nullable Fix place, @Nullable PrintWriter out) {
    this.clock = clock;
    this.place = place;
    this.out = out;
  }

  @Override
  public BandStatus status() {
    return BandStatus.here(clock.instant());
  }

  @Override
  public Sample.@Nullable Fix where() {
    return place;
  }

  @Override
  public synchronized void callSent(@Nullable String callId, int times) {
    String id = nameOf(callId);
    pressed.add(id);
    ObjectNode event = event(times == 1 ? "sent" : "sent-again").put("id", id).put("times", times);
    String again =
        times == 1 ? "press" : "not confirmed yet, sent again (%d times by now)".formatted(times);
    say(event, again + (id.isEmpty() ? " without an id" : " " + id));
  }

  @Override
  public synchronized void replied(BandReply reply) {
    String id = nameOf(reply.callId());
    if (!pressed.contains(id)) {
      return;
    }
    ObjectNode event =
        event(reply.stage())
            .put("id", id)
            .put("incident", reply.incident())
            .put("by", reply.by())
            .put("text", reply.text());
    String by = reply.by() == null ? "" : " by " + reply.by();
    String text = reply.text() == null ? "" : ": " + reply.text();
    String incident = reply.incident() == null ? "" : ", incident " + reply.incident();
    say(event, reply.stage() + " " + id + by + text + incident);
    if (reply.stage().equals(BandReply.RECEIVED)) {
      received.add(id);
    } else if (reply.stage().equals(CLOSED)) {
      closed.add(id);
    }
    notifyAll();
  }

  @Override
  public synchronized void commanded(BandCommand command) {
    say(event("command").put("command", command.toString()), "asked: " + command);
  }

  @Override
  public synchronized void disconnected(BrokerFailure why) {
    say(event("disconnected").put("text", why.getMessage()), String.valueOf(why.getMessage()));
  }

  /** Says that something other than a press went out. */
  synchronized void told(String what) {
    say(event(what), what + " acknowledged by the broker");
  }

  /** Waits until every one of so many presses is confirmed; false where that took too long. */
  synchronized boolean awaitReceived(int presses, Duration atMost) throws InterruptedException {
    return await(received, presses, atMost);
  }

  /** Waits until every one of so many presses is closed; false where that took too long. */
  synchronized boolean awaitClosed(int presses, Duration atMost) throws InterruptedException {
    return await(closed, presses, atMost);
  }

  /** Everything that happened, in order. */
  synchronized ArrayNode events() {
    return events.deepCopy();
  }

  private boolean await(Set<String> ids, int presses, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (ids.size() < presses) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private ObjectNode event(String what) {
    return events.addObject().put("afterMillis", millis()).put("what", what);
  }

  private void say(ObjectNode event, String words) {
    if (out != null) {
      out.println("%8.3f s  %s".formatted(event.path("afterMillis").asLong() / 1000.0, words));
      out.flush();
    }
  }

  private long millis() {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private static String nameOf(@Nullable String callId) {
    return callId == null ? "" : callId;
  }
}
