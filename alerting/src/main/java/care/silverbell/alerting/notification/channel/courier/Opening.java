package care.silverbell.alerting.notification.channel.courier;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * So few connections are being opened at a time, however many are open: of a thousand TLS
 * handshakes begun together half took longer than a connection is waited for.
 */
final class Opening {
  private final Semaphore places;

  Opening(int most) {
    places = new Semaphore(most);
  }

  /** Waits until one more may be opened. */
  Turn await() throws InterruptedException {
    places.acquire();
    return new Turn();
  }

  /** One connection that is being opened. */
  final class Turn {
    private final AtomicBoolean over = new AtomicBoolean();

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

    /** The next may come; again changes nothing. */
    void end() {
      if (over.compareAndSet(false, true)) {
        places.release();
      }
    }
  }

  /** The client asks how long a body is when it has a connection to write to, and not before. */
  private record Noticed(BodyPublisher body, Turn turn) implements BodyPublisher {
    @Override
    public long contentLength() {
      turn.end();
      return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      body.subscribe(subscriber);
    }
  }
}
