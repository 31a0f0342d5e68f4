package care.silverbell.faults;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/** Somebody who presses a plain band again and again, and knows which presses got through. */
final class PlainWearer {
  private static final int PAUSE_MILLIS = 200;

  private final int port;
  private final String serial;
  private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
  private final Set<Long> unknown = new ConcurrentSkipListSet<>();
  private final Thread thread;
  private volatile boolean stopping;

  /** Begins to press. */
  PlainWearer(int port, String serial) {
    this.port = port;
    this.serial = serial;
    this.thread = Thread.ofPlatform().daemon().name(serial).start(this::wear);
  }

  private void wear() {
    try {
      while (!stopping) {
        try (PlainBand band = new PlainBand(port, serial)) {
          pressOn(band);
        } catch (IOException e) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // the service is away
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pressOn(PlainBand band) throws IOException, InterruptedException {
    while (!stopping) {
      long at = System.currentTimeMillis();
      unknown.add(at);
      band.press("{\"at\":" + at + "}");
      acknowledged.add(at);
      unknown.remove(at);
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Ends the pressing. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
  }

  String serial() {
    return serial;
  }

  /** The times of the presses that the broker acknowledged. */
  Set<Long> acknowledged() {
    return acknowledged;
  }

  /** The times of those of which nobody knows: the connection broke before the answer. */
  Set<Long> unknown() {
    return unknown;
  }
}
