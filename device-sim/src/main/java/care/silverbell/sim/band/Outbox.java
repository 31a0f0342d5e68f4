package care.silverbell.sim.band;

import care.silverbell.sim.wire.BandJson;
import care.silverbell.sim.wire.BandTopics;
import care.silverbell.sim.wire.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a band has still to say. Everything stays here until the broker has acknowledged it, so what
 * was measured out of reach, and what a broken connection took with it, is sent later.
 */
final class Outbox {
  /** Two weeks of a sample every 12 seconds; beyond it the oldest go, as in a real band's flash. */
  private static final int MOST_KEPT = 100_000;

  private final BandTopics topics;
  private final int samplesAMessage;
  private final int window;
  private final Deque<Sample.Vitals> vitals = new ArrayDeque<>();
  private final Deque<Sample.Fix> fixes = new ArrayDeque<>();
  private final Deque<Message> ready = new ArrayDeque<>();
  private final TreeMap<Long, Message> inFlight = new TreeMap<>();
  private long number;
  private long messagesAcked;
  private long samplesAcked;
  private long samplesForgotten;

  Outbox(BandTopics topics, int samplesAMessage, int window) {
    this.topics = topics;
    this.samplesAMessage = samplesAMessage;
    this.window = window;
  }

  /** One message as it goes out; with the same number when it goes out again. */
  record Message(long number, String topic, byte[] payload, int samples) {}

  synchronized void add(Sample sample) {
    switch (sample) {
      case Sample.Vitals measured -> vitals.addLast(measured);
      case Sample.Fix fix -> fixes.addLast(fix);
    }
    if (vitals.size() + fixes.size() > MOST_KEPT) {
      forgetOldest();
    }
  }

  /** Many at once: an acknowledgement that comes meanwhile takes no part of them for a message. */
  synchronized void add(List<? extends Sample> samples) {
    samples.forEach(this::add);
  }

  /** Something that goes before all samples, such as a fall. */
  synchronized void addUrgent(String topic, byte[] payload) {
    ready.addFirst(new Message(++number, topic, payload, 0));
  }

  /** The next message to send; null where nothing waits or the window is full. */
  synchronized @Nullable Message next() {
    boolean urgent = !ready.isEmpty() && ready.getFirst().samples() == 0;
    if (!urgent && inFlight.size() >= window) {
      return null;
    }
    Message message = ready.isEmpty() ? fresh() : ready.removeFirst();
    if (message != null) {
      inFlight.put(message.number(), message);
    }
    return message;
  }

  /** The broker has it. */
  synchronized void acked(Message message) {
    if (inFlight.remove(message.number()) != null) {
      messagesAcked++;
      samplesAcked += message.samples();
      notifyAll();
    }
  }

  /** It could not even be handed to the connection. */
  synchronized void takeBack(Message message) {
    if (inFlight.remove(message.number()) != null) {
      ready.addFirst(message);
    }
  }

  /** The connection is gone: what was not acknowledged goes out again, first and in order. */
  synchronized void takeBackAll() {
    inFlight.descendingMap().values().forEach(ready::addFirst);
    inFlight.clear();
  }

  /**
   * Waits until fewer than so many samples are waiting or under way.
   *
   * @return false where that did not come about in time
   */
  synchronized boolean awaitBelow(int samples, long millis) throws InterruptedException {
    return await(() -> kept() < samples, millis);
  }

  /**
   * Waits until so many messages have been acknowledged in all.
   *
   * @return false where that did not come about in time
   */
  synchronized boolean awaitAcked(long messages, long millis) throws InterruptedException {
    return await(() -> messagesAcked >= messages, millis);
  }

  synchronized Counts counts() {
    return new Counts(messagesAcked, samplesAcked, kept(), samplesForgotten);
  }

  /** What has been acknowledged by the broker, what is still here, and what had to go. */
  record Counts(long messagesAcked, long samplesAcked, int samplesKept, long samplesForgotten) {}

  private boolean await(BooleanSupplier met, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!met.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private int kept() {
    int underWay =
        inFlight.values().stream().mapToInt(Message::samples).sum()
            + ready.stream().mapToInt(Message::samples).sum();
    return vitals.size() + fixes.size() + underWay;
  }

  private @Nullable Message fresh() {
    if (vitals.isEmpty() && fixes.isEmpty()) {
      return null;
    }
    boolean vitalsFirst =
        fixes.isEmpty()
            || (!vitals.isEmpty() && !fixes.getFirst().at().isBefore(vitals.getFirst().at()));
    if (vitalsFirst) {
      List<Sample.Vitals> some = take(vitals);
      return new Message(++number, topics.vitals(), BandJson.vitals(some), some.size());
    }
    List<Sample.Fix> some = take(fixes);
    return new Message(++number, topics.location(), BandJson.locations(some), some.size());
  }

  private <T> List<T> take(Deque<T> waiting) {
    List<T> some = new ArrayList<>();
    while (some.size() < samplesAMessage && !waiting.isEmpty()) {
      some.add(waiting.removeFirst());
    }
    return some;
  }

  private void forgetOldest() {
    samplesForgotten++;
    if (vitals.size() >= fixes.size()) {
      vitals.removeFirst();
    } else {
      fixes.removeFirst();
    }
  }
}
