package care.silverbell.ingest.broker;

import static care.silverbell.ingest.broker.Inbox.awaitConnected;
import static care.silverbell.ingest.broker.Inbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker in a process of its own that is killed with {@code kill -9}. */
class EmbeddedBrokerCrashTest {
  private static final String CALL = "silverbell/v1/bands/b-1/call";
  private static final int CALLS = 2_000;

  @TempDir Path folder;

  @Test
  void whatItTookIsThereAfterKillNineWithTheSameStamps() throws Exception {
    Map<String, String> stamps = new HashMap<>();
    try (Running broker = Running.start(folder)) {
      Inbox seen = new Inbox();
      try (BrokerConnection calls = openService(broker.service, seen);
          BareClient band = BareClient.connect(broker.band("b-1"), "b")) {
        awaitConnected(calls);
        band.publishNumbers(CALL, 0, CALLS / 2);
        for (InboundMessage message : seen.next(CALLS / 2)) { // seen, but not acknowledged
          stamps.put(text(message), String.valueOf(message.delivery().stamp()));
        }
      }
      try (BareClient band = BareClient.connect(broker.band("b-1"), "b")) {
        band.publishNumbers(CALL, CALLS / 2, CALLS / 2);
      }
    }
    try (Running broker = Running.start(folder)) {
      Inbox again = new Inbox();
      try (BrokerConnection _ = openService(broker.service, again)) {
        List<InboundMessage> all = again.next(CALLS);
        assertThat(all.stream().map(Inbox::text).distinct()).hasSize(CALLS);
        assertThat(all.stream().map(message -> message.delivery().stamp()).distinct())
            .hasSize(CALLS);
        for (InboundMessage message : all) {
          String before = stamps.get(text(message));
          assertThat(before == null || before.equals(message.delivery().stamp())).isTrue();
        }
        assertThat(again.messages).isEmpty();
      }
    }
  }

  private static BrokerConnection openService(BrokerSettings service, Inbox inbox) {
    return BrokerConnection.open(
        service, "silverbell-calls", List.of("silverbell/v1/bands/+/call"), 5_000, inbox);
  }

  /** A process; closing kills it. */
  private record Running(Process process, BrokerSettings service) implements AutoCloseable {

    static Running start(Path folder) throws IOException {
      Path address = Files.createTempFile(folder, "address", "");
      Files.delete(address);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  EmbeddedBrokerProcess.class.getName(),
                  folder.resolve("broker").toString(),
                  address.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Awaitility.await("the broker's process is up")
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.exists(address) || !process.isAlive());
      String[] parts = Files.readString(address).split(" ");
      return new Running(process, new BrokerSettings(parts[0], "silverbell", parts[1]));
    }

    BrokerSettings band(String serial) {
      return new BrokerSettings(service.url(), serial, "silverbell");
    }

    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }
}
