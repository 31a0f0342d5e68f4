package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Somebody tries ten thousand passwords on one account from one address. The test says where it
 * comes from as a proxy would, being one that the service trusts.
 */
class SignInFloodIT {
  private static final int TRIES = 10_000;
  private static final int AT_ONCE = 16;

  /** Requests of another, before the flood. */
  private static final int QUIET = 300;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @RegisterExtension
  private static final ServiceProcess SERVICE =
      new ServiceProcess(
              "flood",
              Map.of(
                  "SILVERBELL_TRUSTED_PROXIES", "127.0.0.1",
                  // The flood is to be met by the lock, not by the limit on requests.
                  "SILVERBELL_REQUESTS_PER_SECOND", "10000"))
          .filled();

  @Test
  void tenThousandTriesAreLockedOutAndNobodyElseNoticesEvenAfterARestart() throws Exception {
    String device = device(signIn("doctor", "silverbell", "198.51.100.1", ""));
    SignedIn grid = SignedIn.as(SERVICE.url(), "grid");
    AtomicInteger looked = new AtomicInteger();
    AtomicInteger locked = new AtomicInteger();
    CountDownLatch left = new CountDownLatch(TRIES);
    List<Long> quiet = new ArrayList<>();
    for (int i = 0; i < QUIET; i++) {
      quiet.add(look(grid));
    }
    List<Long> millis = new ArrayList<>();
    try (var flood = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < TRIES; i++) {
        String guess = "guess-" + i;
        flood.execute(() -> {
          count(signIn("doctor", guess, "203.0.113.9", ""), looked, locked);
          left.countDown();
        });
      }
      while (left.getCount() > TRIES / 2) {
        millis.add(look(grid));
      }
      // Another account, from the very address of the flood.
      assertThat(signIn("family", "silverbell", "203.0.113.9", "").statusCode()).isEqualTo(200);
      // The same account, on the device its holder has signed in on before.
      assertThat(signIn("doctor", "silverbell", "198.51.100.1", device).statusCode())
          .isEqualTo(200);
      left.await();
    }
    assertThat(looked)
        .as("passwords that were looked at")
        .satisfies(it -> assertThat(it.get()).isBetween(5, 12));
    assertThat(locked.get() + looked.get()).isEqualTo(TRIES);
    Collections.sort(quiet);
    Collections.sort(millis);
    System.out.printf(
        "others' requests before a flood of %d sign-ins p50 %d ms, p95 %d ms; %d in it p50 %d ms, p95 %d ms%n",
        TRIES,
        quiet.get(quiet.size() / 2),
        quiet.get(quiet.size() * 95 / 100),
        millis.size(),
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 95 / 100));
    assertThat(millis.get(millis.size() / 2))
        .as("ms, the median of others' requests")
        .isLessThan(200);
    assertThat(millis.get(millis.size() * 95 / 100))
        .as("ms, 95 of 100 of others' requests")
        .isLessThan(Integer.getInteger("flood.bar", 3_000));
    stillLockedAfterARestart(device);
  }

  /** Looks at the board; answers how long it took, in milliseconds. */
  private static long look(SignedIn grid) {
    long begin = System.nanoTime();
    assertThat(grid.get("/api/incidents?state=open").status()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  private static void stillLockedAfterARestart(String device) {
    for (int i = 0; i < 3; i++) {
      awaitNextTry("doctor");
    }
    SERVICE.close();
    var _ = SERVICE.start();
    HttpResponse<String> right = signIn("doctor", "silverbell", "192.0.2.44", "");
    assertThat(right.statusCode()).as("the right password, too early").isEqualTo(429);
    assertThat(signIn("doctor", "silverbell", "198.51.100.1", device).statusCode()).isEqualTo(200);
  }

  @Test
  void anAccountThatDoesNotExistIsLockedJustTheSame() {
    for (String name : new String[] {"nobody-at-all", "admin"}) {
      for (int i = 0; i < 5; i++) {
        assertThat(signIn(name, "wrong " + i, "192.0.2." + i, "").statusCode()).isEqualTo(401);
      }
      HttpResponse<String> sixth = signIn(name, "wrong", "192.0.2.9", "");
      assertThat(sixth.statusCode()).isEqualTo(429);
      assertThat(sixth.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(sixth.body()).contains("too many tries have failed");
    }
  }

  @Test
  void oneAddressThatTriesManyAccountsIsLockedToo() {
    for (int i = 0; i < 20; i++) {
      assertThat(signIn("account-" + i, "Summer2026!!", "192.0.2.200", "").statusCode())
          .isEqualTo(401);
    }
    assertThat(signIn("account-20", "Summer2026!!", "192.0.2.200", "").statusCode()).isEqualTo(429);
    assertThat(signIn("account-20", "Summer2026!!", "192.0.2.201", "").statusCode()).isEqualTo(401);
  }

  /** Fails once more, so that the wait grows. */
  private static void awaitNextTry(String name) {
    for (int i = 0; i < 200; i++) {
      HttpResponse<String> answer = signIn(name, "still wrong", "203.0.113.10", "");
      if (answer.statusCode() == 401) {
        return;
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("the wait of " + name + " does not end");
  }

  private static void count(
      HttpResponse<String> answer, AtomicInteger looked, AtomicInteger locked) {
    switch (answer.statusCode()) {
      case 401 -> looked.incrementAndGet();
      case 429 -> locked.incrementAndGet();
      default -> throw new AssertionError(answer.body());
    }
  }

  private static String device(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(it -> it.startsWith("silverbell_this_device="))
        .map(it -> it.substring(0, it.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> signIn(
      String name, String password, String address, String cookie) {
    JsonObject who = new JsonObject().put("account", name).put("password", password);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SERVICE.url() + "/api/session"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", "10.9.9.9, " + address)
            .header("Cookie", cookie.isEmpty() ? "none=1" : cookie)
            .POST(HttpRequest.BodyPublishers.ofString(who.encode()))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
