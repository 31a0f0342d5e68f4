package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.records.OpenApiDocument.Documented;
import care.silverbell.records.OpenApiDocument.Operation;
import care.silverbell.testing.SecretsSeen;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SmallProvider;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI document against the running service: the same routes, and every answer that it
 * speaks of is provoked and is as its schema says. What provokes them stands in
 * src/test/resources/contract/*.cases; 401, 403, 415 and 429 are tried of themselves.
 */
@Tag("core")
class ContractIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** All roles may, and another test's caller would be signed out: 403 stands in the table. */
  private static final Pattern OF_ONES_OWN = Pattern.compile("/api/(session|me.*)");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final OpenApiDocument document =
      new OpenApiDocument(RunningService.call("GET", "/openapi.yaml", null).body());
  private final Set<Documented> seen = new LinkedHashSet<>();
  private final ShownPeople shown = new ShownPeople();
  private final List<String> wrong = new ArrayList<>();

  private record Answer(int status, String contentType, String body) {}

  @Test
  void theDocumentHasEveryRouteOfTheServiceAndNoOther() {
    Set<String> served =
        RunningService.items(RunningService.as("admin"), "/api/routes")
            .map(it -> it.getString("method") + " " + it.getString("path"))
            .map(it -> it.replaceAll(":([A-Za-z]+)", "{$1}"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented =
        document
            .operations()
            .map(Operation::toString)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).isEqualTo(served);
  }

  @Test
  void everyDocumentedAnswerIsGivenAndIsAsTheDocumentSays() throws Exception {
    Map<String, String> names = ContractNames.of();
    shown.know(names);
    provokeImports("" + names.get("new"));
    tryWithoutSignIn();
    tryRolesThatMayNot(names);
    tryAsAFormWould();
    for (ContractCase line : ContractCase.all()) {
      provoke(line.named(names));
    }
    wrong.addAll(shown.faults());
    provokeSignInElsewhere("" + names.get("new"));
    provokeNotReadyAndTooOften();

    assertThat(wrong).isEmpty();
    assertThat(document.answers().filter(it -> !seen.contains(it)).map(Documented::toString))
        .as("documented, and provoked by no line of src/test/resources/contract/*.cases")
        .isEmpty();
  }

  @Test
  void anAnswerThatIsNotAsItsSchemaSaysIsFound() {
    JsonObject band = new JsonObject().put("$ref", "#/components/schemas/Band");
    JsonObject good =
        RunningService.items(RunningService.as("admin"), "/api/bands?limit=1")
            .findFirst()
            .orElseThrow();

    assertThat(document.faults(band, good)).isEmpty();
    assertThat(document.faults(band, good.copy().put("state", "broken"))).isNotEmpty();
    assertThat(document.faults(band, good.copy().put("battery", "61"))).isNotEmpty();
    JsonObject lacking = good.copy();
    lacking.remove("profile");
    assertThat(document.faults(band, lacking)).isNotEmpty();
    Operation me = new Operation("GET", "/api/me");
    assertThat(document.faults(me, 418, "application/json", "{}")).isNotEmpty();
    assertThat(document.faults(me, 200, "text/html", "{}")).isNotEmpty();
  }

  private void tryWithoutSignIn() throws Exception {
    for (Map.Entry<Operation, Set<Integer>> entry : document.statuses().entrySet()) {
      Operation operation = entry.getKey();
      if (entry.getValue().contains(401)) {
        ContractCase line =
            new ContractCase(
                401, "nobody", operation.method(), filled(operation, Map.of()), null, "{}");
        Answer answer = ask(line);
        if (answer.status() == 401) {
          hold(operation, answer, line.toString());
        }
      }
    }
  }

  /** No form can send JSON, and what a form can send is not read. */
  private void tryAsAFormWould() throws Exception {
    for (Map.Entry<Operation, Set<Integer>> entry : document.statuses().entrySet()) {
      if (entry.getValue().contains(415)) {
        Operation operation = entry.getKey();
        String path = filled(operation, Map.of());
        Answer answer = ask(new ContractCase(415, "form", operation.method(), path, null, "a=b"));
        hold(operation, answer, operation + " as a form");
      }
    }
  }

  private void tryTooOften(String url) throws Exception {
    for (Map.Entry<Operation, Set<Integer>> entry : document.statuses().entrySet()) {
      if (entry.getValue().contains(429)) {
        Operation operation = entry.getKey();
        ContractCase line =
            new ContractCase(
                429, "nobody", operation.method(), filled(operation, Map.of()), null, "{}");
        Answer answer = ask(url, line);
        for (int i = 0; i < 100 && answer.status() != 429; i++) {
          answer = ask(url, line);
        }
        hold(operation, answer, operation + " too often");
      }
    }
  }

  private void tryRolesThatMayNot(Map<String, String> names) throws Exception {
    for (Map.Entry<Operation, Set<Integer>> entry : document.statuses().entrySet()) {
      Operation operation = entry.getKey();
      if (entry.getValue().contains(403) && !OF_ONES_OWN.matcher(operation.path()).matches()) {
        String path = filled(operation, names);
        for (String who : List.of("family", "admin")) {
          Answer answer = ask(new ContractCase(403, who, operation.method(), path, null, "{}"));
          if (answer.status() == 403) {
            hold(operation, answer, operation + " as " + who);
            break;
          }
        }
      }
    }
  }

  /** A path that is one of that operation, about the demo's first person and band. */
  private static String filled(Operation operation, Map<String, String> names) {
    return operation
        .path()
        .replace("{serial}", "demo-0001")
        .replaceAll("\\{[^}]+}", names.getOrDefault("own", "0"));
  }

  private void provoke(ContractCase line) throws Exception {
    String path = line.path().replaceFirst("\\?.*", "");
    Operation operation = document.operationOf(line.method(), path).orElse(null);
    if (operation == null) {
      wrong.add(line + ": the document has no such operation");
      return;
    }
    long before = Planted.looks();
    Answer answer = ask(line);
    if (answer.status() == line.status()) {
      hold(operation, answer, line.toString());
      if (answer.status() < 300) {
        shown.note(operation, Planted.looks() > before, answer.body());
      }
    } else {
      wrong.add(line + ": answered " + answer);
    }
  }

  private void hold(Operation operation, Answer answer, String what) {
    List<String> faults =
        document.faults(operation, answer.status(), answer.contentType(), answer.body());
    if (faults.isEmpty()) {
      seen.add(new Documented(operation, answer.status()));
    } else {
      wrong.add(what + ": " + faults + " in " + answer);
    }
  }

  /** Imports as they may end, tried and written, and the two that do not begin. */
  private void provokeImports(String fresh) throws Exception {
    provokeImport("?dry-run=true", "");
    provokeImport("?dry-run=true&name=a.csv", "编码,名称,别的\nc 1,契约,x\n,契约,\n");
    provokeImport("?dry-run=true&name=a.csv", "编码,名称\nimported-" + fresh + ",契约\n");
    provokeImport("?name=a.csv", "serial,wearer\nimported-" + fresh + ",\n");
    Operation begin = new Operation("POST", "/api/import");
    String large = "x".repeat(20 * 1_048_576 + 1);
    hold(begin, ask(ContractCase.of("413 admin POST /api/import " + large)), "a file too large");
    try (Socket _ = halfSent()) {
      ContractCase second = ContractCase.of("409 admin POST /api/import?dry-run=true");
      Answer answer = await().atMost(LONG).until(() -> ask(second), it -> it.status() == 409);
      hold(begin, answer, "an import beside another");
    }
    provokeImport("?dry-run=true", "once the slow one has hung up");
    halfSent().close();
    provokeImport("?dry-run=true", "once one has hung up at once");
  }

  /** The connection of somebody who has begun to send a file. */
  private static Socket halfSent() throws IOException {
    URI service = URI.create(RunningService.url());
    Socket socket = new Socket(service.getHost(), service.getPort());
    String head =
        "POST /api/import?dry-run=true HTTP/1.1\r\nHost: x\r\n%s: %s\r\n%s: %s\r\nContent-Length: 9\r\n\r\n"
            .formatted((Object[]) RunningService.bearer("admin"));
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private void provokeImport(String query, String file) {
    ContractCase line = ContractCase.of("202 admin POST /api/import" + query + " " + file);
    Answer begun = await().atMost(LONG).until(() -> ask(line), it -> it.status() != 409);
    hold(new Operation("POST", "/api/import"), begun, line.toString());
    String job = new JsonObject(begun.body()).getString("id");
    ContractCase look = ContractCase.of("200 admin GET /api/import/" + job);
    Answer came =
        await()
            .atMost(LONG)
            .until(() -> ask(look), it -> !it.body().contains("\"state\":\"running\""));
    hold(new Operation("GET", "/api/import/{job}"), came, line.toString());
  }

  private Answer ask(ContractCase line) throws IOException, InterruptedException {
    return ask(RunningService.url(), line);
  }

  private Answer ask(String url, ContractCase line) throws IOException, InterruptedException {
    HttpRequest request = line.request(url).timeout(LONG).build();
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    String type = response.headers().firstValue("Content-Type").orElse("");
    try (InputStream body = response.body()) {
      String text = text(type, body);
      SecretsSeen.in(text);
      return new Answer(response.statusCode(), type, text);
    }
  }

  /** All of it; of a stream, which has no end, its first line. */
  private static String text(String type, InputStream body) throws IOException {
    if (!type.startsWith("text/event-stream")) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
    BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    return String.valueOf(reader.readLine());
  }

  /** A service whose broker and sign-in provider are not there, and that takes few requests. */
  private void provokeNotReadyAndTooOften() throws Exception {
    String nowhere = "tcp://127.0.0.1:" + ServiceProcess.freePort();
    Map<String, String> settings =
        Map.of(
            "SILVERBELL_BROKER_URL",
            nowhere,
            "SILVERBELL_REQUESTS_PER_SECOND",
            "1",
            "SILVERBELL_OIDC_ISSUER",
            nowhere.replace("tcp", "http"),
            "SILVERBELL_OIDC_CLIENT_ID",
            "silverbell",
            "SILVERBELL_OIDC_CLIENT_SECRET",
            "hush");
    try (ServiceProcess waiting = new ServiceProcess("contract", settings)) {
      waiting.launch();
      ContractCase line = new ContractCase(503, "nobody", "GET", "/health/ready", null, null);
      Answer answer =
          await()
              .atMost(Duration.ofMinutes(2))
              .ignoreExceptions()
              .until(() -> ask(waiting.url(), line), it -> it.status() == 503);
      hold(new Operation("GET", "/health/ready"), answer, line.toString());
      ContractCase away = ContractCase.of("502 nobody GET /api/openid/sign-in");
      hold(new Operation("GET", away.path()), ask(waiting.url(), away), away.toString());
      tryTooOften(waiting.url());
      answeringACallIsNeverTooOften(waiting.url());
    }
  }

  /** Whoever has asked for too much may still say that they go; only saying is free, not asking. */
  private void answeringACallIsNeverTooOften(String url) throws Exception {
    String call = "/api/incidents/00000000-0000-0000-0000-000000000000";
    ContractCase board = new ContractCase(429, "nobody", "GET", call, null, null);
    ContractCase asked = new ContractCase(429, "nobody", "GET", call + "/depart", null, null);
    ContractCase said = new ContractCase(401, "nobody", "POST", call + "/depart", null, "{}");
    for (ContractCase line : List.of(board, asked)) {
      await().atMost(LONG).pollInterval(Duration.ZERO).until(() -> ask(url, line).status() == 429);
      for (int i = 0; i < 100; i++) {
        assertThat(ask(url, said).status()).isEqualTo(401);
      }
    }
  }

  /** Coming back from the sign-in provider well, as a stranger, and while it is away. */
  private void provokeSignInElsewhere(String subject) {
    Operation back = new Operation("GET", "/api/openid/callback");
    SmallProvider provider = RunningService.provider().signsIn(subject);
    hold(back, answer(new ProviderJourney().signIn()), "back from the provider");
    var _ = provider.signsIn("a stranger");
    hold(back, answer(new ProviderJourney().signIn()), "a stranger back from the provider");
    ProviderJourney browser = new ProviderJourney();
    String way = browser.wayBack();
    provider.away(true);
    hold(back, answer(browser.get(way)), "back while the provider is away");
    provider.away(false);
  }

  private static Answer answer(HttpResponse<String> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return new Answer(response.statusCode(), type, response.body());
  }
}
