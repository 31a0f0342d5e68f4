package care.silverbell.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.MachineParts;
import care.silverbell.sim.testing.Listener;
import care.silverbell.sim.testing.Mosquitto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SilverbellSimTest {
  private static final Path SHARED = Path.of("..", "..", "shared", "data");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  /** What a run left behind. */
  private record Run(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  @Test
  void aThousandRowsArriveExactly() throws IOException, MqttException {
    Path file = thousandRows();
    try (Mosquitto broker = Mosquitto.start();
        Listener service = new Listener(broker.url())) {
      Run run = run("replay", file.toString(), "-b", broker.url().toString(), "--json");

      assertThat(run.exitCode()).isZero();
      assertThat(run.json().path("samplesAcked").asInt()).isEqualTo(1000);
      await().until(() -> service.on("/vitals").size() == 1000);
      assertThat(service.on("/vitals").stream().map(one -> pulse(one.payload())))
          .containsExactlyElementsOf(
              IntStream.range(0, 1000).map(i -> 50 + i % 60).boxed().toList());
    }
  }

  @Test
  void aBatchGathersSamplesIntoArrays() throws IOException, MqttException {
    Path file = thousandRows();
    try (Mosquitto broker = Mosquitto.start();
        Listener service = new Listener(broker.url())) {
      Run run =
          run("replay", file.toString(), "-b", broker.url().toString(), "--batch", "300", "--json");

      assertThat(run.json().path("messagesAcked").asInt()).isEqualTo(4);
      await().until(() -> service.on("/vitals").size() == 4);
      assertThat(service.on("/vitals")).allMatch(one -> one.text().startsWith("["));
    }
  }

  @Test
  void aRecordedWalkArrivesWithEveryFix() throws IOException, MqttException {
    Path walk = SHARED.resolve("track").resolve("walk_fenix5_short.csv");
    if (!Files.exists(walk)) {
      MachineParts.lack("the shared recordings are not at " + SHARED);
    }
    int rows = Files.readAllLines(walk).size() - 1;
    try (Mosquitto broker = Mosquitto.start();
        Listener service = new Listener(broker.url())) {
      Run run = run("replay", walk.toString(), "-b", broker.url().toString(), "--json");

      assertThat(run.exitCode()).isZero();
      await().until(() -> service.on("/location").size() == rows);
      await().until(() -> service.on("/vitals").size() >= rows);
      assertThat(service.on("/vitals")).hasSize(rows);
    }
  }

  @Test
  void aBadRowStopsTheReplayBeforeAnythingIsSentUnlessItMayBeSkipped()
      throws IOException, MqttException {
    Path file = folder.resolve("bad.csv");
    Files.writeString(file, "epoch_ms,bpm\n1000,70\n2000,fast\n3000,71\n");
    try (Mosquitto broker = Mosquitto.start();
        Listener service = new Listener(broker.url())) {
      Run refused = run("replay", file.toString(), "-b", broker.url().toString());

      assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_FILE);
      assertThat(refused.err()).contains("line 3: bpm is 'fast'").contains("nothing was sent");
      assertThat(service.all()).isEmpty();

      Run skipped =
          run("replay", file.toString(), "-b", broker.url().toString(), "--skip-bad", "--json");
      assertThat(skipped.exitCode()).isZero();
      assertThat(skipped.json().path("samplesAcked").asInt()).isEqualTo(2);
      assertThat(skipped.json().path("badRows").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aPressEndsWellOnlyWhenTheServiceReceivedIt() throws IOException, MqttException {
    try (Mosquitto broker = Mosquitto.start();
        Listener service = new Listener(broker.url())) {
      String[] press = {
        "press", "-b", broker.url().toString(), "--id", "c-5", "--timeout", "15s", "--json"
      };
      CompletableFuture<Run> running = CompletableFuture.supplyAsync(() -> run(press));
      await().atMost(Duration.ofSeconds(15)).until(() -> !service.on("/call").isEmpty());
      service.tell("demo-0001", "reply", "{\"callId\":\"c-5\",\"stage\":\"received\"}");

      Run run = running.join();
      assertThat(run.exitCode()).isZero();
      assertThat(run.json().path("confirmed").asBoolean()).isTrue();
      assertThat(run.json().path("events").findValuesAsText("what")).contains("sent", "received");

      Run unheard = run("press", "-b", broker.url().toString(), "--timeout", "1s");
      assertThat(unheard.exitCode()).isEqualTo(ExitCode.NOT_IN_TIME);
    }
  }

  @Test
  void anEmptyPayloadIsAPressAndIsSentOnce() throws IOException, MqttException {
    try (Mosquitto broker = Mosquitto.start();
        Listener service = new Listener(broker.url())) {
      Run run =
          run("press", "-b", broker.url().toString(), "--payload", "", "--timeout", "3s", "--json");

      assertThat(run.json().path("confirmed").asBoolean()).isFalse();
      await().until(() -> !service.on("/call").isEmpty());
      assertThat(service.on("/call")).hasSize(1);
      assertThat(service.on("/call").getFirst().payload()).isEmpty();
    }
  }

  @Test
  void aFallAndACancelEndWhenTheBrokerHasThem() throws MqttException {
    try (Mosquitto broker = Mosquitto.start();
        Listener service = new Listener(broker.url())) {
      assertThat(run("press", "-b", broker.url().toString(), "--fall").exitCode()).isZero();
      assertThat(run("press", "-b", broker.url().toString(), "--cancel", "--id", "c-1").exitCode())
          .isZero();

      await().until(() -> service.on("/fall").size() == 1);
      await().until(() -> service.on("/call/cancel").size() == 1);
      assertThat(service.on("/call/cancel").getFirst().text()).contains("\"id\":\"c-1\"");
    }
  }

  @Test
  void troubleIsSaidInWordsAndByExitCode() {
    String nobody = "tcp://127.0.0.1:" + Mosquitto.freePort();

    assertThat(run("press", "-b", nobody).exitCode()).isEqualTo(ExitCode.BROKER_AWAY);
    assertThat(run("press", "-b", nobody).err()).contains("no broker answers at " + nobody);
    assertThat(run("replay", "none.csv").exitCode()).isEqualTo(ExitCode.BAD_FILE);
    assertThat(run("press", "-b", "localhost").exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("town", "--mishap", "trip:x@1s").exitCode()).isEqualTo(ExitCode.WRONG_USE);
    try (Mosquitto closed = Mosquitto.startClosed()) {
      assertThat(run("press", "-b", closed.url().toString()).exitCode())
          .isEqualTo(ExitCode.BROKER_REFUSED);
    }
  }

  private Path thousandRows() throws IOException {
    Path file = folder.resolve("thousand.csv");
    String rows =
        IntStream.range(0, 1000)
            .mapToObj(i -> "%d,%d".formatted(1_700_000_000_000L + i * 1000L, 50 + i % 60))
            .collect(Collectors.joining("\n"));
    Files.writeString(file, "epoch_ms,bpm\n" + rows + "\n");
    return file;
  }

  private static Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        SilverbellSim.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(args);
    return new Run(exitCode, out.toString(), err.toString());
  }

  private static int pulse(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    return Integer.parseInt(text.replaceAll(".*\"heartRate\":(\\d+).*", "$1"));
  }
}
