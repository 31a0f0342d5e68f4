package care.silverbell.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.MachineParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker's configuration in compose, taken by a real mosquitto. In place of the plug-in, which
 * no package has, bands are known by the two files that the README gives for a mosquitto without
 * it.
 */
class BrokerConfigurationTest {
  private static final String CALL = "silverbell/v1/bands/demo-0001/call";

  @TempDir Path folder;
  private final int bandPort = freePort();
  private final int servicePort = freePort();
  private @Nullable Process broker;

  @BeforeEach
  void startBroker() throws IOException, InterruptedException {
    Path passwords = MachineParts.program("mosquitto_passwd", "mosquitto");
    run(passwords, "-c", "-b", folder.resolve("service.passwords").toString(), "silverbell", "s3");
    run(passwords, "-c", "-b", folder.resolve("bands.passwords").toString(), "demo-0001", "b1");
    String bandsOwnTopics =
        Stream.of("call", "call/cancel", "fall", "vitals", "location", "status")
            .map(topic -> "pattern write silverbell/v1/bands/%u/" + topic + "\n")
            .reduce("pattern read silverbell/v1/bands/%u/reply\n", String::concat);
    Files.writeString(folder.resolve("bands.acl"), bandsOwnTopics);
    Files.writeString(folder.resolve("service.acl"), inCompose("service.acl").replace("$$", "$"));
    Files.writeString(folder.resolve("mosquitto.conf"), configuration());
    broker = started();
  }

  @AfterEach
  void stopBroker() throws InterruptedException {
    if (broker != null) {
      broker.destroy();
      broker.waitFor();
    }
  }

  @Test
  void aPressThatCameWhileServiceAndBrokerWereAwayIsHandedOverLater() throws Exception {
    asService("-x", "86400", "-E");
    press(IntStream.range(0, 1_500).mapToObj(press -> "before " + press).toList());
    stopBroker();
    broker = started();
    press(List.of("after"));

    assertThat(asService("-x", "86400", "-C", "1501", "-W", "30").lines())
        .doesNotHaveDuplicates()
        .hasSize(1_501)
        .endsWith("after");
  }

  @Test
  void whoHasTheWrongSecretOrNoneIsNotLetIn() throws Exception {
    Path publish = MachineParts.program("mosquitto_pub", "mosquitto-clients");
    assertThat(run(publish, to(bandPort, "-u", "demo-0001", "-P", "s3", "-m", "x", "-t", CALL)))
        .contains("not authorised");
    assertThat(run(publish, to(bandPort, "-m", "x", "-t", CALL))).contains("not authorised");
    assertThat(run(publish, to(servicePort, "-m", "x", "-t", CALL))).contains("not authorised");
  }

  @Test
  void theServicesNameIsWorthNothingOnThePortForBands() throws Exception {
    Path publish = MachineParts.program("mosquitto_pub", "mosquitto-clients");
    assertThat(run(publish, to(bandPort, "-u", "silverbell", "-P", "s3", "-m", "x", "-t", CALL)))
        .contains("not authorised");
  }

  @Test
  void aBandThatCallsItselfAsTheServiceDoesEndsNobodysSession() throws Exception {
    Path publish = MachineParts.program("mosquitto_pub", "mosquitto-clients");
    asService("-x", "86400", "-E");
    String own = "silverbell/v1/bands/demo-0001/vitals";
    String[] taking = {"-u", "demo-0001", "-P", "b1", "-i", "service", "-q", "1"};
    String[] what = {"-t", own, "-m", "{}"};
    press(List.of("before"));
    assertThat(
            run(
                publish,
                to(bandPort, Stream.of(taking, what).flatMap(Stream::of).toArray(String[]::new))))
        .isEmpty();

    assertThat(asService("-x", "86400", "-C", "1", "-W", "10").strip()).isEqualTo("before");
  }

  private void press(List<String> payloads) throws IOException, InterruptedException {
    Path publish = MachineParts.program("mosquitto_pub", "mosquitto-clients");
    Process band =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(publish.toString()),
                        Stream.of(
                            to(
                                bandPort,
                                "-u",
                                "demo-0001",
                                "-P",
                                "b1",
                                "-q",
                                "1",
                                "-t",
                                CALL,
                                "-l")))
                    .toList())
            .redirectErrorStream(true)
            .start();
    try (var lines = band.outputWriter()) {
      lines.write(String.join("\n", payloads) + "\n");
    }
    assertThat(band.waitFor()).isZero();
  }

  /** Takes part as the service does: one lasting session, MQTT 5, QoS 1. */
  private String asService(String... more) throws IOException, InterruptedException {
    Path subscribe = MachineParts.program("mosquitto_sub", "mosquitto-clients");
    String[] always =
        to(servicePort, "-u", "silverbell", "-P", "s3", "-V", "5", "-i", "service", "-c");
    String[] topic = {"-q", "1", "-t", "silverbell/v1/bands/+/call"};
    return run(
        subscribe, Stream.of(always, topic, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private Process started() throws IOException {
    Path mosquitto = MachineParts.program("mosquitto", "mosquitto");
    Process process =
        new ProcessBuilder(mosquitto.toString(), "-c", folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    await().ignoreExceptions().until(() -> listens(bandPort) && listens(servicePort));
    return process;
  }

  /** As in compose, but on this machine's ports and folders, and without the plug-in. */
  private String configuration() {
    return "user root\n"
        + inCompose("mosquitto.conf")
            .replaceAll("(?m)^auth_opt.*\n", "")
            .replaceAll(
                "(?m)^auth_plugin.*$",
                "password_file " + folder + "/bands.passwords\nacl_file " + folder + "/bands.acl")
            .replace("listener 1883", "listener " + bandPort + " 127.0.0.1")
            .replace("listener 1884", "listener " + servicePort + " 127.0.0.1")
            .replace("/run/", folder + "/")
            .replace("/etc/mosquitto/", folder + "/")
            .replace("/var/lib/mosquitto/", folder + "/");
  }

  private static String inCompose(String config) {
    return new DeployFile("compose.yaml")
        .tree()
        .path("configs")
        .path(config)
        .path("content")
        .asText();
  }

  private static String[] to(int port, String... more) {
    String[] broker = {"-h", "127.0.0.1", "-p", Integer.toString(port)};
    return Stream.of(broker, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static String run(Path program, String... words)
      throws IOException, InterruptedException {
    return new Program(
            Stream.concat(Stream.of(program.toString()), Stream.of(words)).toArray(String[]::new))
        .run();
  }

  private static boolean listens(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("finding a free port", e);
    }
  }
}
