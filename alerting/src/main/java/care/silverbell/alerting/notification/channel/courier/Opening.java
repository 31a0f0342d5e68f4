package care.silverbell.alerting.notification.channel.courier;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
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
import java.util.concurrent.atomic.AtomicLong;

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

  /** Its places, and how many connections to it were had and were not, ever. */
  private static final class Host {
    private final Semaphore places;
    private final AtomicLong had = new AtomicLong();
    private final AtomicLong inVain = new AtomicLong();

    Host(int most) {
      places = new Semaphore(most);
    }
  }

  /**
   * Waits until one more may be opened.
   *
   * @return empty where it is in vain: nobody has got a connection meanwhile, or it took too long
   */
  Optional<Turn> await(URI to) throws InterruptedException {
    Host host =
        hosts.computeIfAbsent(
            ("" + to.getRawAuthority()).toLowerCase(Locale.ROOT), _ -> new Host(most));
    long had = host.had.get();
    long inVain = host.inVain.get();
    if (!host.places.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    if (host.had.get() == had && host.inVain.get() - inVain >= IN_VAIN) {
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
      BodyPublisher body = request.bodyPublisher().orElse(BodyPublishers.noBody());
      return HttpRequest.newBuilder(request, (_, _) -> true)
          .method(request.method(), new Noticed(body, this))
          .build();
    }

    private void connected() {
      end(host.had);
    }

    /** Where there was no connection, there will be none. */
    void end() {
      end(host.inVain);
    }

    private void end(AtomicLong how) {
      if (over.compareAndSet(false, true)) {
        how.incrementAndGet();
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
