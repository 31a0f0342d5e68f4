package care.silverbell.alerting.notification.channel.courier;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * So few connections to one host are being opened at a time, however many are open: of a thousand
 * TLS handshakes begun together half took longer than a connection is waited for. Who waits for a
 * turn while nobody gets a connection to that host does not wait for each of those before.
 */
final class Opening {
  /** After so many in vain while none was had, the host is away, as long as the last is fresh. */
  private static final int IN_VAIN = 5;

  private static final long FORGOTTEN_NANOS = Duration.ofSeconds(5).toNanos();

  private final int most;
  private final Duration longest;

  /** Of every host that was ever asked: as many as there are addresses on the books. */
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  /**
   * For all hosts.
   *
   * @param most at a time to each of them
   * @param longest that one waits for its turn
   */
  Opening(int most, Duration longest) {
    this.most = most;
    this.longest = longest;
  }

  private static final class Host {
    private final Semaphore places;

    /** How many connections were had. */
    private long had;

    /** Connections that were not had, while none was. */
    private int inVain;

    private long lastInVainNanos;

    Host(int most) {
      places = new Semaphore(most);
    }

    synchronized long had() {
      return had;
    }

    synchronized void connected() {
      had++;
      inVain = 0;
    }

    synchronized void failed(long hadBefore) {
      if (had == hadBefore) {
        inVain++;
        lastInVainNanos = System.nanoTime();
      }
    }

    synchronized boolean isAway() {
      return inVain >= IN_VAIN && System.nanoTime() - lastInVainNanos < FORGOTTEN_NANOS;
    }
  }

  /**
   * Waits until one more may be opened.
   *
   * @return empty where it is in vain: the host has become unreachable meanwhile, or it took too
   *     long
   */
  Optional<Turn> await(URI to) throws InterruptedException {
    Host host =
        hosts.computeIfAbsent(
            ("" + to.getRawAuthority()).toLowerCase(Locale.ROOT), _ -> new Host(most));
    if (host.places.tryAcquire()) {
      return Optional.of(new Turn(host));
    }
    if (!host.places.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    if (host.isAway()) {
      host.places.release();
      return Optional.empty();
    }
    return Optional.of(new Turn(host));
  }

  /** One connection that is being opened. */
  static final class Turn {
    private final Host host;
    private final long hadBefore;
    private final AtomicBoolean over = new AtomicBoolean();

    private Turn(Host host) {
      this.host = host;
      hadBefore = host.had();
    }

    /** The same request, which ends this turn as soon as it has a connection. */
    HttpRequest endedBy(HttpRequest request) {
      return request
          .bodyPublisher()
          .map(body ->
              HttpRequest.newBuilder(request, (_, _) -> true)
                  .method(request.method(), new Noticed(body, this))
                  .build())
          .orElse(request);
    }

    /** There is a connection. */
    void connected() {
      if (over.compareAndSet(false, true)) {
        host.connected();
        host.places.release();
      }
    }

    /** There will be none; after {@link #connected} it changes nothing. */
    void end() {
      if (over.compareAndSet(false, true)) {
        host.failed(hadBefore);
        host.places.release();
      }
    }
  }

  /** The client asks how long a body is when it has a connection to write to, and not before. */
  private record Noticed(BodyPublisher body, Turn turn) implements BodyPublisher {
    @Override
    public long contentLength() {
      turn.connected();
      return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      body.subscribe(subscriber);
    }
  }
}
