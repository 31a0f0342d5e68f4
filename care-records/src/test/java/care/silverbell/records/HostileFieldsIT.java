package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.records.OpenApiDocument.Operation;
import care.silverbell.testing.BackTested;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every text of every request that the OpenAPI document has, with what does harm where text is
 * taken for something else: it is kept or refused as the document says, comes back as it was, and
 * nothing that is read afterwards stumbles over it. The requests are those of the contract's table,
 * src/test/resources/contract/*.cases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFieldsIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Goes out as half a character, which JSON can write and UTF-8 cannot. */
  private static final String HALF = "@half@";

  private static final List<String> TEXTS =
      List.of(
          "'); drop table person; -- \" or \"\"=\"",
          "<script>window.__hacked=1</script><img src=x onerror=window.__hacked=1>",
          "${jndi:ldap://127.0.0.1/x} {{7*7}} %s %n {0} $(id) `id`",
          "x\r\nSet-Cookie: hostile=1\r\n\r\n<b>",
          "=cmd|'/c calc'!A0 ../../../etc/passwd",
          "张伟 👵🏽 \u202Eevil \u0000 \uFFFD \t \\ " + HALF,
          "x".repeat(5_000));

  /**
   * Strings that are no text: a moment, the name of something that is there, a secret, an address
   * of a form that is looked at. With a text in its place the request is refused.
   */
  private static final Pattern NO_TEXT =
      Pattern.compile(
          String.join(
              "|",
              ".*/(starts|ends|since|until|from|to|wakes|sleeps|greetingBy|times/\\*)",
              ".*/(parent|staff|person|cell|doctor|owner|profile|kind|language|id|b|ending|companions/\\*)",
              ".*/(staff|staff/\\{id}|reach) /account",
              "POST /api/(session|verifications/\\{id}) .*",
              "POST /api/invitations/redeem /code",
              "PUT /api/me/password /old",
              ".*/(password|conditions/\\*/code)",
              ".*/reach /(phones/\\*|email|ntfy|webhook)",
              ".*/(residentId|keys/.*)"));

  /** Of fields that no request of the table has. */
  private static final List<String> MORE =
      List.of(
          """
          201 admin POST /api/people {"name":"契约","sex":"female","birthDate":"1941-03-02","code":"M-${new}",\
          "cell":"${cell}","risk":"key","phone":"1","address":"1","dialect":"1","doorCode":"1","keyPlace":"1",\
          "howToGetIn":"1","doctor":"doctor","allergies":["1"],"conditions":["1"],\
          "medicines":[{"name":"1","dose":"1","times":["08:00"]}],"contacts":[{"name":"1","relation":"1","phone":"1"}]}\
          """,
          """
          201 admin POST /api/people {"name":"契约","sex":"female","birthDate":"1941-03-02","cell":"${cell}","risk":"key",\
          "conditions":[{"code":"I10","text":"1"}],"contacts":[{"name":"1","relation":"1","phones":["1"]}]}\
          """,
          // The desk keeps all of the file.
          """
          200 desk PUT /api/people/${elder} If-Match:0 {"allergies":["1"],"conditions":["1"],"dialect":"1",\
          "medicines":[{"name":"1","dose":"1","times":["08:00"]}],"doorCode":"1","keyPlace":"1","howToGetIn":"1",\
          "contacts":[{"name":"1","relation":"1","phone":"1"}]}\
          """,
          """
          200 desk PUT /api/people/${elder} If-Match:0 {"conditions":[{"code":"I10","text":"1"}],\
          "contacts":[{"name":"1","relation":"1","phones":["1"]}]}\
          """);

  /** What is answered there is something else, and why. */
  private static final Map<String, String> NOT_ECHOED =
      Map.of(
          "POST /api/people /medicines/*/name", "admin sees no medicines",
          "POST /api/follow-ups/{id}/done /note", "the first note stands",
          "PUT /api/people/{id}/contacts /contacts/*/phone", "a list of phones goes before one",
          "PUT /api/people/{id}/contacts/{contact}/reach /account", "shown by the account's name");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger fresh = new AtomicInteger();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Set<Integer>> statuses = new TreeMap<>();
  private final Set<String> taken = new TreeSet<>();
  private RunningService.OwnService service;
  private OpenApiDocument document;
  private RequestTexts texts;
  private Map<String, String> names;

  @BeforeAll
  void start() {
    service = RunningService.ofItsOwn();
    String yaml = RunningService.call("GET", "/openapi.yaml", null).body();
    document = new OpenApiDocument(yaml);
    texts = new RequestTexts(yaml);
    names = ContractNames.of();
  }

  @AfterAll
  void end() {
    service.close();
  }

  @Test
  void whateverStandsInATextIsText() throws Exception {
    List<ContractCase> lines = new ArrayList<>(ContractCase.all());
    MORE.forEach(it -> lines.add(ContractCase.of(it)));
    for (ContractCase line : lines) {
      if (line.status() < 300 && !line.method().equals("GET")) {
        tryTextsIn(line);
        var _ = ask(line.named(names));
      }
    }
    readEverything();

    assertThat(faults).isEmpty();
    Set<String> never = new TreeSet<>(statuses.keySet());
    document
        .operations()
        .forEach(
            operation -> texts.of(operation).forEach(place -> never.add(operation + " " + place)));
    never.removeAll(taken);
    never.removeIf(it -> NO_TEXT.matcher(it).matches());
    assertThat(never).as("taken by no request of the table; answered %s", statuses).isEmpty();
  }

  private void tryTextsIn(ContractCase line) throws Exception {
    Operation operation = operation(line);
    if (operation == null || !isJson(line.body())) {
      return;
    }
    Set<String> places = texts.of(operation);
    Set<String> free = new TreeSet<>(places);
    free.removeIf(it -> NO_TEXT.matcher(operation + " " + it).matches());
    for (String text : TEXTS) {
      Set<String> alone = new TreeSet<>(places);
      if (tryText(line, operation, free, text)) {
        alone.removeAll(free);
      }
      for (String place : alone) {
        boolean _ = tryText(line, operation, Set.of(place), text);
      }
    }
  }

  private static boolean isJson(@Nullable String body) {
    return body != null && (body.startsWith("{") || body.startsWith("["));
  }

  /**
   * Sends the line with the text in those places of its body that there are.
   *
   * @return whether it was taken
   */
  private boolean tryText(
      ContractCase line, Operation operation, Set<String> places, String hostile) throws Exception {
    // One of its own: else what must be there once is there already.
    String text = hostile + fresh.incrementAndGet();
    ContractCase named = line.named(names);
    Object body = Json.decodeValue("" + line.named(freshNames()).body());
    Set<String> put = new TreeSet<>(places);
    put.removeIf(place -> !RequestTexts.put(body, place, text));
    if (put.isEmpty()) {
      return false;
    }
    tryFirst(named);
    String sent = Json.encode(body).replace(HALF, "\\ud800");
    HttpResponse<String> answer =
        ask(
            new ContractCase(
                named.status(), named.who(), named.method(), named.path(), version(named), sent));
    for (String place : put) {
      String field = operation + " " + place;
      statuses.computeIfAbsent(field, _ -> new TreeSet<>()).add(answer.statusCode());
      if (answer.statusCode() < 300) {
        taken.add(field);
        holdEcho(field, text, answer.body());
      }
    }
    hold(operation, answer, operation + " " + put + " " + brief(text));
    return answer.statusCode() < 300;
  }

  /** A zone is added when it was tried beside those that stand by then. */
  private static void tryFirst(ContractCase line) {
    if (line.method().equals("POST") && line.path().endsWith("/zones")) {
      JsonObject place = new JsonObject(line.body());
      place.remove("name");
      var _ = BackTested.seen(RunningService.as(line.who()), line.path() + "/back-tests", place);
    }
  }

  private Map<String, String> freshNames() {
    Map<String, String> with = new HashMap<>(names);
    with.put("new", names.get("new") + "-" + fresh.incrementAndGet());
    return with;
  }

  /** The one that is there now, where the line names one. */
  private @Nullable String version(ContractCase line) throws Exception {
    if (line.version() == null) {
      return null;
    }
    ContractCase look =
        new ContractCase(
            200, line.who(), "GET", line.path().replaceFirst("/contacts$", ""), null, null);
    return ask(look).headers().firstValue("ETag").orElse("\"0\"").replace("\"", "");
  }

  private void holdEcho(String field, String text, String answered) {
    if (!answered.startsWith("{") || NOT_ECHOED.containsKey(field)) {
      return;
    }
    String key = field.substring(field.lastIndexOf(' ') + 1).replaceAll("/\\*$", "");
    List<String> there =
        RequestTexts.standingAt(Json.decodeValue(answered), key.substring(key.lastIndexOf('/') + 1))
            .toList();
    String expected = kept(text);
    if (!there.isEmpty() && there.stream().map(HostileFieldsIT::kept).noneMatch(expected::equals)) {
      faults.add(field + ": sent " + brief(text) + ", came back " + brief("" + there));
    }
  }

  /** Without what cannot be kept, and as fields are tidied. */
  private static String kept(String text) {
    return text.replace("\u0000", "").replace(HALF, "?").replace("\uFFFD", "?").strip();
  }

  private void hold(Operation operation, HttpResponse<String> answer, String what) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    List<String> wrong = document.faults(operation, answer.statusCode(), type, answer.body());
    if (!wrong.isEmpty() || answer.statusCode() >= 500) {
      faults.add(what + ": " + answer.statusCode() + " " + wrong + " " + brief(answer.body()));
    }
    if (answer.headers().allValues("Set-Cookie").stream().anyMatch(it -> it.contains("hostile"))) {
      faults.add(what + ": a header was made of it");
    }
  }

  /** Whatever is to be read, now that hostile text stands everywhere. */
  private void readEverything() throws Exception {
    for (ContractCase line : ContractCase.all()) {
      Operation operation = operation(line);
      if (line.method().equals("GET")
          && line.status() == 200
          && operation != null
          && !operation.path().equals("/api/live")) {
        HttpResponse<String> answer = ask(line.named(names));
        hold(operation, answer, line.toString());
      }
    }
  }

  private @Nullable Operation operation(ContractCase line) {
    return document.operationOf(line.method(), line.path().replaceFirst("\\?.*", "")).orElse(null);
  }

  private HttpResponse<String> ask(ContractCase line) throws Exception {
    HttpRequest request = line.request(RunningService.url()).timeout(LONG).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String brief(String text) {
    return text.length() < 200 ? text : text.substring(0, 200) + "…";
  }
}
