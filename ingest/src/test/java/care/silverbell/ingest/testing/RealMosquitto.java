package care.silverbell.ingest.testing;

import care.silverbell.ingest.broker.BrokerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real mosquitto on a port and a folder of its own, which keeps everything it is given: unlimited
 * window and queues, persistence on. It can be stopped, killed and started again on its data.
 */
public final class RealMosquitto implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Path program;
  private final Path folder;
  private final int port;
  private final @Nullable String username;
  private final @Nullable String password;
  private @Nullable Process process;

  private RealMosquitto(Path folder, @Nullable String username, @Nullable String password) {
    this.program = MachineParts.program("mosquitto", "mosquitto");
    this.folder = folder;
    this.port = freePort();
    this.username = username;
    this.password = password;
  }

  /** Starts one that lets anybody in. */
  public static RealMosquitto start(Path folder) {
    return started(new RealMosquitto(folder, null, null));
  }

  /** Starts one that lets in only this user. */
  public static RealMosquitto start(Path folder, String username, String password) {
    return started(new RealMosquitto(folder, username, password));
  }

  /** How to reach it. */
  public BrokerSettings settings() {
    return new BrokerSettings("tcp://" + LOOPBACK + ":" + port, username, password);
  }

  /** The port it listens on, the same after each start. */
  public int port() {
    return port;
  }

  /** Starts it again on the same port and data. */
  public void start() {
    try {
      process =
          new ProcessBuilder(program.toString(), "-c", folder.resolve("mosquitto.conf").toString())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("mosquitto.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("starting mosquitto", e);
    }
    Awaitility.await("mosquitto listens")
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(this::listens);
  }

  /** Stops it as a machine's shutdown does; it writes down what it holds. */
  public void stop() {
    end(false);
  }

  /** {@code kill -9}: whatever it holds in memory is gone. */
  public void kill() {
    end(true);
  }

  @Override
  public void close() {
    end(true);
  }

  private static RealMosquitto started(RealMosquitto mosquitto) {
    try {
      mosquitto.configure();
    } catch (IOException e) {
      throw new UncheckedIOException("configuring mosquitto", e);
    }
    mosquitto.start();
    return mosquitto;
  }

  private void configure() throws IOException {
    Files.createDirectories(folder);
    Path passwords = folder.resolve("passwords");
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        """
        listener %d %s
        allow_anonymous %s
        %s
        persistence true
        persistence_location %s/
        autosave_interval 1800
        max_inflight_messages 0
        max_queued_messages 0
        user root
        """
            .formatted(
                port,
                LOOPBACK,
                username == null,
                username == null ? "" : "password_file " + passwords,
                folder));
    if (username != null) {
      Files.writeString(passwords, username + ":" + password + "\n");
      hash(passwords);
    }
  }

  private static void hash(Path passwords) throws IOException {
    Path tool = MachineParts.program("mosquitto_passwd", "mosquitto");
    try {
      int code = new ProcessBuilder(tool.toString(), "-U", passwords.toString()).start().waitFor();
      if (code != 0) {
        throw new IOException("mosquitto_passwd ended with " + code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(LOOPBACK, port), 500);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private void end(boolean atOnce) {
    Process running = process;
    process = null;
    if (running == null) {
      return;
    }
    if (atOnce) {
      running.destroyForcibly();
    } else {
      running.destroy();
    }
    try {
      if (!running.waitFor(20, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("looking for a free port", e);
    }
  }
}
