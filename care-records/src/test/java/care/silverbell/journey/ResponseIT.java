package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.Chromium;
import care.silverbell.testing.SecretsSeen;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Somebody comes: from a press to the telephones of those who are asked, and to what they answer.
 */
@Tag("core")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponseIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final TelephoneCompany company = new TelephoneCompany();
  private final int port = ServiceProcess.freePort();

  @RegisterExtension
  private final ServiceProcess service =
      new ServiceProcess(
              "response",
              Map.of(
                  "SILVERBELL_HTTP_PORT",
                  Integer.toString(port),
                  "SILVERBELL_PUBLIC_URL",
                  "http://127.0.0.1:" + port,
                  "SILVERBELL_VOICE_GATEWAY",
                  "generic",
                  "SILVERBELL_VOICE_URL",
                  company.url("/voice"),
                  "SILVERBELL_VOICE_SECRET",
                  "a-secret-of-the-company",
                  "SILVERBELL_SMS_GATEWAY",
                  "generic",
                  "SILVERBELL_SMS_URL",
                  company.url("/sms"),
                  "SILVERBELL_SMS_SECRET",
                  "a-secret-of-the-company"))
          .filled();

  @RegisterExtension private final Chromium chromium = new Chromium();

  @AfterAll
  void stop() {
    company.close();
  }

  @Test
  void theGridWorkersPhoneRingsAndTheDaughterFollowsEachStage() {
    try (WornBand band = WornBand.on(service.mqttPort(), "demo-0001", "silverbell");
        Screen grid = Screen.of(chromium.browser(), service.url(), "grid");
        Screen family = Screen.of(chromium.browser(), service.url(), "family")) {
      grid.listenForRinging();
      band.press("response-1");
      String incident =
          await().atMost(LONG).until(() -> openCall("demo-0001"), it -> !it.isEmpty());
      grid.awaitState(incident, "open");
      await("it rings and shakes")
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(grid.heard()).contains("stroke", "[500,200,500,200,500]"));
      await("the call that cannot be placed has gone another way")
          .atMost(LONG)
          .until(() -> timeline(incident).contains("other-way"));
      for (String[] step :
          new String[][] {
            {"acknowledge", "acknowledged"}, {"depart", "attending"}, {"arrive", "arrived"}
          }) {
        grid.tap(incident, step[0]);
        grid.awaitState(incident, step[1]);
        family.awaitState(incident, step[1]);
        family.expect(family.card(incident)).containsText("王网格员");
      }
      family.page().navigate(service.url() + "/#/incidents/" + incident);
      grid.page().navigate(service.url() + "/#/incidents/" + incident);
      grid.page().getByTestId("resolve").click();
      grid.page().getByTestId("outcome").selectOption("helped");
      grid.page().getByTestId("confirm-resolve").click();
      family
          .expect(family.page().getByTestId("state"))
          .hasAttribute("data-state", "resolved", Screen.patiently());
      grid.expect(grid.page().getByTestId("state"))
          .hasAttribute("data-state", "resolved", Screen.patiently());
      grid.expect(grid.part("notices")).containsText("通知");
      assertThat(grid.page().locator(".timeline strong").allTextContents())
          .contains("已通知", "改用其他方式", "响应", "出发", "到场", "办结")
          .allMatch(it -> it.codePoints().anyMatch(Character::isIdeographic));
      assertThat(grid.page().locator(".timeline p").allTextContents())
          .contains("电量 61%", "电话: 对方答复 503 → 短信");
      assertThat(grid.faults()).isEmpty();
      assertThat(family.faults()).isEmpty();
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(band.stages("response-1"))
                  .containsExactly("received", "seen", "coming", "arrived", "closed"));
    }
  }

  @Test
  void theLinkOfAMessageIsLookedAtWithoutHarmAndAcceptsOnce() {
    try (WornBand band = WornBand.on(service.mqttPort(), "demo-0002", "silverbell")) {
      int before = company.links().size();
      band.press("link-1");
      String link =
          await()
              .atMost(LONG)
              .until(
                  () -> company.links().size() > before ? company.links().get(before) : "",
                  it -> !it.isEmpty());
      String incident = openCall("demo-0002");

      // A messenger looks at it for a preview, twice.
      SignedIn messenger = SignedIn.nobody(service.url());
      String path = link.substring(service.url().length());
      assertThat(messenger.get(path).status()).isEqualTo(200);
      assertThat(messenger.get(path).status()).isEqualTo(200);
      assertThat(stateOf(incident)).isEqualTo("open");

      try (BrowserContext phone = chromium.browser().newContext()) {
        Page page = phone.newPage();
        page.navigate(link);
        page.locator("button[value=accept]").click();
        await()
            .atMost(LONG)
            .untilAsserted(() -> assertThat(stateOf(incident)).isEqualTo("acknowledged"));
        page.navigate(link);
        assertThat(page.locator("button[value=accept]").count()).isZero();
      }
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(band.stages("link-1")).contains("received", "seen"));
      SignedIn admin = SignedIn.as(service.url(), "admin");
      assertThat(
              admin
                  .post(
                      "/api/incidents/" + incident + "/resolve",
                      new JsonObject().put("outcome", "helped"))
                  .status())
          .isLessThan(500);
    }
  }

  /** Of that band: the town may have calls and findings of its own at this hour. */
  private String openCall(String band) {
    return SignedIn.as(service.url(), "desk")
        .get("/api/incidents?state=open")
        .json()
        .getJsonArray("items")
        .stream()
        .map(JsonObject.class::cast)
        .filter(it -> band.equals(it.getString("band")) && it.getString("kind").equals("call"))
        .map(it -> it.getString("id"))
        .findFirst()
        .orElse("");
  }

  private String stateOf(String incident) {
    return incident(incident).getString("state");
  }

  private Set<String> timeline(String incident) {
    return incident(incident).getJsonArray("timeline").stream()
        .map(it -> ((JsonObject) it).getString("what"))
        .collect(Collectors.toSet());
  }

  private JsonObject incident(String incident) {
    return SignedIn.as(service.url(), "desk").get("/api/incidents/" + incident).json();
  }

  /**
   * The telephone company, as a real HTTP server: it takes messages and remembers their links, and
   * cannot place calls.
   */
  private static final class TelephoneCompany implements AutoCloseable {
    private final HttpServer server;
    private final List<String> links = new CopyOnWriteArrayList<>();

    TelephoneCompany() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      server.createContext("/sms", this::take);
      server.createContext("/voice", TelephoneCompany::busy);
      server.start();
    }

    String url(String path) {
      return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<String> links() {
      return links;
    }

    private static void busy(HttpExchange exchange) throws IOException {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
    }

    private void take(HttpExchange exchange) throws IOException {
      JsonObject message =
          new JsonObject(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String link = message.getString("link");
      if (link != null && !link.isBlank()) {
        links.add(link);
        SecretsSeen.in(link);
      }
      byte[] answer =
          "{\"id\":\"%s\"}".formatted(message.getString("id")).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
