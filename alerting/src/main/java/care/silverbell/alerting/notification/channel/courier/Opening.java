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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So few connections to one host are being opened at a time, however many are open: of a thousand
 * TLS handshakes begun together half took longer than a connection is waited for. Who waits for a
 * turn while nobody gets a connection to that host does not wait for each of those before.
 */
final class Opening {
  /** After so many in vain, and none that was not, the host is away. */
  private static final int IN_VAIN = 5;

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

    /** Connections that were not had, one behind the other. */
    private final AtomicInteger inVain = new AtomicInteger();

    Host(int most) {
      places = new Semaphore(most);
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
    if (host.inVain.get() >= IN_VAIN) {
      host.places.release();
      return Optional.empty();
    }
    return Optional.of(new Turn(host));
  }

  /** One connection that is being opened. */
  static final class Turn {
    private final Host host;
    private final AtomicBoolean over = new AtomicBoolean();

    private Turn(Host host) {
      this.host = host;
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
        host.inVain.set(0);
        host.places.release();
      }
    }

    /** There will be none; after {@link #connected} it changes nothing. */
    void end() {
      if (over.compareAndSet(false, true)) {
        host.inVain.incrementAndGet();
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
