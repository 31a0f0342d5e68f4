package care.silverbell.alerting.notification.channel.courier;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.notification.Delivery;
import care.silverbell.ingest.testing.Certificate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CourierTest {
  private static HttpRequest ask(URI uri) {
    return HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("hello")).build();
  }

  @Test
  void aPeerThatDripsIsLeftAfterTenSecondsAndNotLater() throws IOException {
    try (RawPeer peer =
        RawPeer.that((_, socket) -> {
          RawPeer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
          while (true) {
            RawPeer.write(socket, "x");
            Thread.sleep(50);
          }
        })) {
      long start = System.nanoTime();
      Answer answer = new Courier(Couriers.CLOCK).carry(ask(peer.uri()));

      assertThat(answer).isEqualTo(new Answer.None("no whole answer within 10 s", false));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(9_900), Duration.ofMillis(11_500));
    }
  }

  @Test
  void aPeerThatHangsIsHungUpOn() throws Exception {
    CompletableFuture<Integer> next = new CompletableFuture<>();
    try (RawPeer peer =
        RawPeer.that((_, socket) -> next.complete(socket.getInputStream().read()))) {
      Answer answer = Couriers.hasty().carry(ask(peer.uri()));

      assertThat(answer).isInstanceOf(Answer.None.class);
      assertThat(next.get(5, TimeUnit.SECONDS)).as("the end of the connection").isEqualTo(-1);
    }
  }

  @Test
  void noMoreThanSixtyFourKibibytesAreReadOfAnAnswerWithoutEnd() throws IOException {
    AtomicLong written = new AtomicLong();
    try (RawPeer peer =
        RawPeer.that((_, socket) -> {
          RawPeer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
          OutputStream out = socket.getOutputStream();
          while (true) {
            out.write(new byte[64 * 1024]);
            written.addAndGet(64 * 1024);
          }
        })) {
      Answer answer = Couriers.patient().carry(ask(peer.uri()));

      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Whole.class, it -> assertThat(it.body()).hasSize(64 * 1024));
      Awaiting.untilItStopsGrowing(written);
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefusedAndATrustedOneIsTaken(@TempDir Path folder)
      throws Exception {
    Certificate certificate = Certificate.make(folder);
    try (RawPeer peer =
        RawPeer.overTls(
            certificate.context(), (_, socket) -> RawPeer.write(socket, RawPeer.answer(204, "")))) {
      assertThat(Couriers.patient().carry(ask(peer.uri())))
          .isEqualTo(new Answer.None("no trusted TLS connection", true));
      assertThat(peer.requests()).isEmpty();
      assertThat(Couriers.trusting(certificate.context()).carry(ask(peer.uri())))
          .isInstanceOfSatisfying(Answer.Whole.class, it -> assertThat(it.isSuccess()).isTrue());
    }
  }

  @Test
  void overTlsToAServerThatPrefersHttp2ManyRequestsAtOnceEachHaveAConnection(@TempDir Path folder)
      throws Exception {
    int many =
        200; // of which 32 are being opened; servers allow 100 or 128 streams of a connection
    Certificate certificate = Certificate.make(folder);
    CountDownLatch allThere = new CountDownLatch(many);
    try (RawPeer peer =
            RawPeer.overTls(
                certificate.context(),
                (_, socket) -> {
                  allThere.countDown();
                  allThere.await();
                  RawPeer.write(socket, RawPeer.answer(204, ""));
                });
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Courier courier = Couriers.trusting(certificate.context());
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        answers.add(threads.submit(() -> courier.carry(ask(peer.uri()))));
      }
      for (Future<Answer> answer : answers) {
        assertThat(answer.get())
            .isInstanceOfSatisfying(Answer.Whole.class, it -> assertThat(it.isSuccess()).isTrue());
      }
    }
  }

  @Test
  void aHostThatTakesNobodyHoldsUpNoOther() throws Exception {
    List<Socket> cameIn = new CopyOnWriteArrayList<>();
    try (Listening mute =
            new Listening(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        RawPeer peer = RawPeer.answering(_ -> RawPeer.answer(204, ""));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      mute.begin(cameIn::add);
      Courier courier = Couriers.patient();
      URI uri = URI.create("https://127.0.0.1:" + mute.port());
      List<Future<Answer>> inVain = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        inVain.add(threads.submit(() -> courier.carry(ask(uri))));
      }
      Awaitility.await().until(() -> cameIn.size() == 32);
      assertThat(courier.carry(ask(peer.uri()))).isInstanceOf(Answer.Whole.class);
      assertThat(inVain).noneMatch(Future::isDone);
      for (Future<Answer> one : inVain) {
        assertThat(one.get()).isInstanceOf(Answer.None.class);
      }
    }
  }

  @Test
  void soFewConnectionsAreBeingOpenedAtATimeAndNobodyWaitsInVainForEachOfThoseBefore()
      throws Exception {
    List<Socket> cameIn = new CopyOnWriteArrayList<>();
    try (Listening mute =
            new Listening(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      mute.begin(cameIn::add); // and shakes nobody's hand
      Courier courier = Couriers.patient();
      URI uri = URI.create("https://127.0.0.1:" + mute.port());
      List<Answer.None> held = new ArrayList<>();
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(() -> courier.carry(ask(uri))));
      }
      long began = System.nanoTime();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get()).isInstanceOfSatisfying(Answer.None.class, held::add);
      }
      // What was not asked is not held against the provider.
      assertThat(held.stream().filter(Answer.None::asked)).hasSize(cameIn.size());
      // The first four of those that wait cannot know it yet.
      assertThat(cameIn).hasSizeBetween(32, 36);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void aCertificateOfAnotherHostIsRefusedThoughItIsTrusted(@TempDir Path folder) throws Exception {
    Certificate certificate = Certificate.make(folder, "dns:another.example");
    try (RawPeer peer =
        RawPeer.overTls(
            certificate.context(), (_, socket) -> RawPeer.write(socket, RawPeer.answer(204, "")))) {
      assertThat(Couriers.trusting(certificate.context()).carry(ask(peer.uri())))
          .isEqualTo(new Answer.None("no trusted TLS connection", true));
    }
  }

  @Test
  void aTlsConnectionThatBreaksOffMayBeTriedAgain() throws Exception {
    try (RawPeer plain = RawPeer.answering(_ -> RawPeer.answer(200, ""))) {
      URI overTls = URI.create("https://127.0.0.1:" + plain.uri().getPort());

      assertThat(Couriers.patient().carry(ask(overTls)).failure())
          .isInstanceOf(Delivery.TryAgain.class);
    }
  }

  @Test
  void aHostThatHasNoAddressIsSaidToBeUnknown() {
    assertThat(Couriers.patient().carry(ask(URI.create("http://nowhere.invalid/x"))).failure())
        .isInstanceOf(Delivery.TryAgain.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                             | PT0S",
        "7                             | PT7S",
        " 120                          | PT2M",
        "999999999                     | PT1H",
        "Wed, 25 Nov 2026 12:01:30 GMT | PT1M30S",
        "Wed, 25 Nov 2026 11:59:00 GMT | PT0S",
        "Thu, 26 Nov 2026 12:00:00 GMT | PT1H"
      })
  void aPauseIsSecondsOrADateAndNeverMoreThanAnHour(String said, Duration meant) {
    assertThat(Courier.pause(said, Couriers.NOW)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999", "2026-11-25", "Wed, 25 Nov"})
  void aPauseThatCannotBeReadIsNone(String said) {
    assertThat(Courier.pause(said, Couriers.NOW)).isNull();
  }

  @Test
  void aProvidersWordsAreOneShortLineWithoutOurSecrets() {
    assertThat(Said.by("bad key s3cret-key\r\nSet-Cookie: x\u0007", "s3cret-key"))
        .isEqualTo("bad key … Set-Cookie: x");
    assertThat(Said.by("😀".repeat(500))).isEqualTo("😀".repeat(160) + "…");
    assertThat(Said.by("abc", "")).isEqualTo("abc");
  }

  /** Whether the peer was hung up on. */
  private static final class Awaiting {
    static void untilItStopsGrowing(AtomicLong written) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> {
            long before = written.get();
            Thread.sleep(200);
            return written.get() == before;
          });
      assertThat(written.get()).isLessThan(64L << 20);
    }
  }
}
