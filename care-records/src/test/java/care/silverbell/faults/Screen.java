package care.silverbell.faults;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in page that is looked at all the time. As a browser does, it comes back by itself when
 * its stream has ended; the service then first shows all that is open.
 */
final class Screen implements AutoCloseable {
  private static final int PAUSE_MILLIS = 200;

  private final String url;
  private final PressLog log;
  private final AtomicInteger loads = new AtomicInteger();
  private final Thread looking;
  private volatile @Nullable AutoCloseable stream;

  private Screen(String url, PressLog log) {
    this.url = url;
    this.log = log;
    this.looking = Thread.ofPlatform().daemon().name("screen").unstarted(this::look);
  }

  /** Opens the page. */
  static Screen open(String url, PressLog log) {
    Screen screen = new Screen(url, log);
    screen.looking.start();
    return screen;
  }

  private void look() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        CountDownLatch ended = new CountDownLatch(1);
        SignedIn admin = SignedIn.as(url, "admin");
        stream = admin.live(null, (event, data) -> show(event, data, ended));
        loads.incrementAndGet();
        ended.await();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | AssertionError e) {
        pause(); // the service is away
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(String event, String data, CountDownLatch ended) {
    long now = System.nanoTime();
    if (event.equals("closed")) {
      ended.countDown();
    } else if (event.equals("incident")) {
      JsonObject incident = new JsonObject(data);
      if (incident.getString("kind").equals("call")) {
        log.shown(incident.getString("band"), incident.getInteger("presses"), now);
      }
    }
  }

  /** How often the page was loaded. */
  int loads() {
    return loads.get();
  }

  @Override
  public void close() throws Exception {
    looking.interrupt();
    AutoCloseable open = stream;
    if (open != null) {
      open.close();
    }
  }
}
