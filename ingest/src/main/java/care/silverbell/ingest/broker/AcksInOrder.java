package care.silverbell.ingest.broker;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The acknowledgements of one connection, sent in the order in which its messages arrived (MQTT
 * 4.6), whatever the order in which they become safe. After the connection's end nothing is sent:
 * an acknowledgement that is late would hit another message of the next connection, since packet
 * identifiers start anew.
 */
final class AcksInOrder {
  private final Deque<Place> waiting = new ArrayDeque<>();
  private boolean over;

  /** How one acknowledgement reaches the broker; what it throws ends the connection's acks. */
  @FunctionalInterface
  interface Ack {
    void send() throws Exception;
  }

  /** Takes a place in the row for a message that has just arrived. */
  synchronized Place arrived(Ack ack) {
    Place place = new Place(ack);
    waiting.add(place);
    return place;
  }

  /** The connection is over: whatever is still asked for is not sent. */
  synchronized void end() {
    over = true;
    waiting.clear();
  }

  /** Messages that have arrived and are not yet acknowledged. */
  synchronized int unacknowledged() {
    return waiting.size();
  }

  private synchronized void settle(Place place, State state) {
    if (over || place.state != State.OPEN) {
      return;
    }
    place.state = state;
    Place first = waiting.peek();
    while (first != null && first.state != State.OPEN) {
      waiting.remove();
      if (first.state == State.SAFE && !sent(first.ack)) {
        end();
      }
      first = waiting.peek();
    }
  }

  private static boolean sent(Ack ack) {
    try {
      ack.send();
      return true;
    } catch (Exception _) {
      return false; // the connection is gone: the broker hands everything over again
    }
  }

  private enum State {
    OPEN,
    SAFE,
    GIVEN_UP
  }

  /** One message's place in the row. */
  final class Place {
    private final Ack ack;
    private State state = State.OPEN;

    private Place(Ack ack) {
      this.ack = ack;
    }

    /** The message is safe. Harmless when called again, and after the connection's end. */
    void safe() {
      settle(this, State.SAFE);
    }

    /**
     * Nobody took the message: it is never acknowledged on this connection, and those behind it do
     * not wait for it.
     */
    void giveUp() {
      settle(this, State.GIVEN_UP);
    }
  }
}
