package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.journey.WornBand;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is text: whatever stands in a field comes back as it was, and does nothing on its way. */
class HostileTextIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final SignedIn admin = RunningService.as("admin");

  static Stream<String> texts() {
    return Stream.of(
        "'); drop table person; --",
        "\" or \"\"=\"",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "${jndi:ldap://127.0.0.1/x} {{7*7}} %s %n {0}",
        "../../../etc/passwd",
        "\\u0000 \\ ' \" ` ; & | $(id)",
        "a\tb\nc\rd",
        "张伟 👵🏽 \u202Eevil \uFFFD",
        "x".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyFieldOfAPersonIsKeptAsItWasWritten(String text) {
    JsonObject draft = draft(text);
    SignedIn.Answer added = admin.post("/api/people", draft);
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    JsonObject kept = whole(added.json().getString("id"));

    for (String field : List.of("name", "phone", "address", "howToGetIn")) {
      assertThat(kept.getString(field)).as(field).isEqualTo(text.strip());
    }
    assertThat(kept.getJsonArray("conditions").getJsonObject(0).getString("text")).isEqualTo(text);
    JsonObject contact = kept.getJsonArray("contacts").getJsonObject(0);
    for (String field : List.of("name", "relation", "phone")) {
      assertThat(contact.getString(field)).as(field).isEqualTo(text);
    }
    assertThat(admin.get("/api/people?limit=1").status()).isEqualTo(200);
  }

  /** The file with the way in and the conditions, which are not for admin to see. */
  private static JsonObject whole(String person) {
    SignedIn doctor = RunningService.as("doctor");
    JsonObject opened =
        doctor
            .post(
                "/api/break-glass",
                new JsonObject().put("person", person).put("reason", "a test reads what was kept"))
            .json();
    assertThat(opened.getString("until")).isNotBlank();
    return doctor.get("/api/people/" + person).json();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatIsNotedAndWhatABandCallsItsPressIsText(String text) {
    try (WornBand band = WornBand.on(RunningService.mqttPort(), "demo-0002", "silverbell")) {
      // Beyond that a band is answered by another name, made of its own.
      String readable = text.replaceAll("\\p{Cntrl}", "");
      String id = readable.substring(0, Math.min(40, readable.length()));
      band.press(id);
      await().atMost(LONG).until(() -> !band.stages(id).isEmpty());
    }
    String incident =
        RunningService.items(admin, "/api/incidents?state=open")
            .filter(it -> "demo-0002".equals(it.getString("band")))
            .map(it -> it.getString("id"))
            .findFirst()
            .orElseThrow();
    JsonObject noted =
        admin
            .post("/api/incidents/" + incident + "/note", new JsonObject().put("note", text))
            .json();
    assertThat(
            noted.getJsonArray("timeline").stream()
                .map(it -> ((JsonObject) it).getString("detail")))
        .contains(text.strip());
    SignedIn.Answer resolved =
        admin.post(
            "/api/incidents/" + incident + "/resolve",
            new JsonObject().put("outcome", "test").put("note", text));
    assertThat(resolved.status()).isEqualTo(200);
    assertThat(resolved.body()).isNotEmpty();
    assertThat(
            resolved.json().getJsonArray("timeline").stream()
                .map(JsonObject.class::cast)
                .filter(it -> it.getString("what").equals("resolved"))
                .map(it -> it.getString("detail")))
        .singleElement()
        .asString()
        .endsWith(text.strip());
  }

  @Test
  void aZeroCharacterAnywhereIsLeftOutAndBreaksNothing() {
    String zero = "be\u0000fore";
    SignedIn.Answer added = admin.post("/api/people", draft(zero));

    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(added.body()).doesNotContain("\\u0000");
    assertThat(added.json().getString("name")).isEqualTo("before");
    assertThat(
            whole(added.json().getString("id"))
                .getJsonArray("conditions")
                .getJsonObject(0)
                .getString("text"))
        .isEqualTo("before");
    for (String path :
        List.of("/api/people?q=%00", "/api/bands?cursor=%00", "/api/people?q=be%00fore")) {
      assertThat(admin.get(path).status()).as(path).isEqualTo(200);
    }
    SignedIn.Answer nobody =
        RunningService.as("nobody")
            .post("/api/session", new JsonObject().put("account", zero).put("password", zero));
    assertThat(nobody.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"contacts\":[{}]}",
        "{\"contacts\":[null]}",
        "{\"contacts\":[{\"name\":7}]}",
        "{\"contacts\":{}}",
        "{\"conditions\":[null]}",
        "{\"conditions\":[7]}",
        "{\"conditions\":\"one\"}",
        "{\"house\":{}}",
        "{\"house\":{\"lat\":91,\"lon\":0}}",
        "{\"house\":{\"lat\":\"x\",\"lon\":0}}",
        "{\"sex\":\"other\"}",
        "{\"risk\":\"none\"}",
        "{\"birthDate\":\"yesterday\"}",
        "{\"birthDate\":\"2999-01-01\"}",
        "{\"birthDate\":\"-999999999-01-01\"}",
        "{\"cell\":\"00000000-0000-0000-0000-000000000000\"}",
        "{\"cell\":\"x\"}",
        "{\"doctor\":\"nobody-of-that-name\"}",
        "{\"name\":\"  \"}",
        "{\"name\":[]}"
      })
  void whatCannotBeKeptIsABadRequestThatSaysWhy(String change) {
    JsonObject draft = draft("李").mergeIn(new JsonObject(change));
    HttpResponse<String> answer =
        RunningService.call("POST", "/api/people", draft.encode(), RunningService.bearer("admin"));

    assertThat(answer.statusCode()).as("%s: %s", change, answer.body()).isEqualTo(400);
    String field = new JsonObject(change).fieldNames().iterator().next();
    assertThat(new JsonObject(answer.body()).getString("detail")).contains(field);
  }

  private JsonObject draft(String text) {
    String cell = RunningService.mothersCell();
    return new JsonObject()
        .put("name", text)
        .put("sex", "female")
        .put("birthDate", "1941-03-02")
        .put("phone", text)
        .put("address", text)
        .put("cell", cell)
        .put("risk", "general")
        .put("conditions", new JsonArray().add(text))
        .put("howToGetIn", text)
        .put(
            "contacts",
            new JsonArray()
                .add(new JsonObject().put("name", text).put("relation", text).put("phone", text)));
  }
}
