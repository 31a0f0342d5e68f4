package care.silverbell.alerting.notification.channel.courier;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Carries one request to a provider and brings its answer back, whatever the provider does: a
 * connection within three seconds, the whole answer within ten, no redirect followed, and no more
 * than 64 KiB read. HTTP/1.1 always, a connection for each that is under way: over HTTP/2 what is
 * more than the server's limit of streams fails at once, in the very hour in which there is much to
 * send; and an offer of it over plain HTTP puts off simple servers. What went wrong is said in our
 * own words, because an exception's may hold the address, and an address is often a secret.
 */
public final class Courier {
  /** The longest a provider is waited for, from when it is one's turn. */
  public static final Duration WHOLE = Duration.ofSeconds(10);

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST = 64 * 1024;
  private static final Answer NO_CONNECTION =
      new Answer.None("no connection within " + CONNECT.toSeconds() + " s", false);
  private static final Answer NO_TURN =
      new Answer.None("not asked: others waited for a connection", false, false);
  private static final Answer STOPPED = new Answer.None("the service was stopped meanwhile", false);

  /**
   * Where a connection takes 200 ms, all the places of a channel have had their turn in seven
   * seconds; and no more handshakes are begun than two processors do in time.
   */
  private static final int OPENED_AT_ONCE = 32;

  /** How long it may take in a storm until it is one's turn to be connected. */
  private static final Duration TURN = Duration.ofSeconds(7);

  private final HttpClient client;
  private final Opening opening = new Opening(OPENED_AT_ONCE, TURN);
  private final Duration whole;
  private final InstantSource clock;

  /** Trusts whom this Java trusts. */
  public Courier(InstantSource clock) {
    this(clock, WHOLE, null);
  }

  /**
   * As the tests need it.
   *
   * @param trust null for whom this Java trusts
   */
  Courier(InstantSource clock, Duration whole, @Nullable SSLContext trust) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT.compareTo(whole) < 0 ? CONNECT : whole)
            .followRedirects(HttpClient.Redirect.NEVER);
    this.client = (trust == null ? builder : builder.sslContext(trust)).build();
    this.whole = whole;
    this.clock = clock;
  }

  /** One request, one answer. */
  public Answer carry(HttpRequest request) {
    Optional<Opening.Turn> turn;
    try {
      turn = opening.await(request.uri());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return STOPPED;
    }
    return turn.map(it -> carry(request, it)).orElse(NO_TURN);
  }

  private Answer carry(HttpRequest request, Opening.Turn turn) {
    try {
      return sent(turn.endedBy(request));
    } finally {
      turn.end();
    }
  }

  private Answer sent(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer;
    try {
      answer = client.sendAsync(request, _ -> new BoundedBody(MOST));
    } catch (IllegalArgumentException e) {
      return new Answer.None("the address cannot be asked", true);
    }
    try {
      HttpResponse<byte[]> response = answer.get(whole.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer.Whole(
          response.statusCode(),
          new String(response.body(), StandardCharsets.UTF_8),
          response
              .headers()
              .firstValue("Retry-After")
              .map(text -> pause(text, clock.instant()))
              .orElse(null));
    } catch (TimeoutException e) {
      return new Answer.None("no whole answer within " + whole.toSeconds() + " s", false);
    } catch (ExecutionException e) {
      return none(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return STOPPED;
    } finally {
      // Closes the connection of a peer that hangs or drips; nothing where the answer is there.
      answer.cancel(true);
    }
  }

  private static Answer none(@Nullable Throwable failure) {
    return switch (failure) {
      case HttpConnectTimeoutException _ -> NO_CONNECTION;
      case ConnectException e when nested(e, UnresolvedAddressException.class) ->
          new Answer.None("the host's name is not known", false);
      case ConnectException _ -> new Answer.None("no connection", false);
      case SSLException e when nested(e, CertificateException.class) ->
          new Answer.None("no trusted TLS connection", true);
      case SSLException _ -> new Answer.None("the TLS connection broke off", false);
      case IOException _ -> new Answer.None("the connection broke off", false);
      case null, default -> new Answer.None("the answer cannot be understood", false);
    };
  }

  private static boolean nested(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (kind.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  /**
   * How long a provider wants to be left alone (RFC 9110, 10.2.3: seconds or a date); null where it
   * cannot be read. Never more than an hour: nobody's call waits on one provider's word.
   */
  static @Nullable Duration pause(String retryAfter, Instant now) {
    String text = retryAfter.strip();
    Duration pause;
    try {
      pause =
          text.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** A POST of JSON. */
  public static HttpRequest.Builder json(URI to, String body) {
    return HttpRequest.newBuilder(to)
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }
}
