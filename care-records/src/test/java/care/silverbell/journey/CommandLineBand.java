package care.silverbell.journey;

import care.silverbell.ingest.testing.MachineParts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A band that is nothing but the machine's own {@code mosquitto_pub} and {@code mosquitto_sub}. */
public record CommandLineBand(int port, String serial, String secret, String version) {
  private static final String PACKAGE = "mosquitto-clients";

  /** A band that speaks MQTT 5, with the demo's secret. */
  public static CommandLineBand of(int port, String serial) {
    return new CommandLineBand(port, serial, "silverbell", "5");
  }

  /** The same with another secret. */
  public CommandLineBand withSecret(String other) {
    return new CommandLineBand(port, serial, other, version);
  }

  CommandLineBand speaking(String otherVersion) {
    return new CommandLineBand(port, serial, secret, otherVersion);
  }

  /** How a command ended. */
  public record Said(int code, String words) {}

  /** Presses; the arguments say with what payload. */
  Said press(String... payload) {
    return publish("silverbell/v1/bands/" + serial + "/call", payload);
  }

  /** Publishes at QoS 1 and waits for the broker's answer. */
  public Said publish(String topic, String... payload) {
    List<String> command = command("mosquitto_pub", topic);
    command.addAll(List.of(payload));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Listens on its own reply topic; returns once the broker has said that it may. */
  public Ear listen() {
    Ear ear = listen("silverbell/v1/bands/" + serial + "/reply");
    Awaitility.await("the band listens")
        .atMost(Duration.ofSeconds(20))
        .until(() -> ear.said("Subscribed (mid"));
    return ear;
  }

  /** Listens on its own command topic; returns once the broker has said that it may. */
  public Ear listenToCommands() {
    Ear ear = listen("silverbell/v1/bands/" + serial + "/command");
    Awaitility.await("the band listens")
        .atMost(Duration.ofSeconds(20))
        .until(() -> ear.said("Subscribed (mid"));
    return ear;
  }

  /** Tries to listen to a topic. */
  Ear listen(String topic) {
    List<String> command = command("mosquitto_sub", topic);
    command.add("-d");
    // Into a pipe it says only what fills its buffer, or a message.
    command.addAll(
        0, List.of(MachineParts.program("stdbuf", "coreutils").toString(), "--output=L"));
    try {
      return new Ear(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(String program, String topic) {
    return new ArrayList<>(
        List.of(
            MachineParts.program(program, PACKAGE).toString(),
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-V",
            version,
            "-u",
            serial,
            "-P",
            secret,
            "-q",
            "1",
            "-t",
            topic));
  }

  /** A running {@code mosquitto_sub} and every line it has printed. */
  public static final class Ear implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Ear(Process process) {
      this.process = process;
      Thread.ofVirtual().start(this::read);
    }

    /** The JSON objects that have come, in order. */
    public List<String> heard() {
      return lines.stream().filter(line -> line.startsWith("{")).toList();
    }

    boolean said(String words) {
      return count(words) > 0;
    }

    /** How many lines hold those words. */
    long count(String words) {
      return lines.stream().filter(line -> line.contains(words)).count();
    }

    boolean ended() {
      return !process.isAlive();
    }

    List<String> lines() {
      return lines;
    }

    private void read() {
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        reader.lines().forEach(lines::add);
      } catch (IOException | UncheckedIOException _) {
        // closed
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
