package care.silverbell.sim.testing;

import care.silverbell.ingest.testing.MachineParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real mosquitto on a free port, in a process of its own. */
public final class Mosquitto implements AutoCloseable {
  private final int port;
  private final Path folder;
  private final Process process;

  private Mosquitto(int port, Path folder, Process process) {
    this.port = port;
    this.folder = folder;
    this.process = process;
  }

  /** Starts a broker that lets everybody in; the calling test is skipped where there is none. */
  public static Mosquitto start() {
    return start(freePort(), "allow_anonymous true\n");
  }

  /** Starts a broker that lets nobody in. */
  public static Mosquitto startClosed() {
    return start(freePort(), "allow_anonymous false\n");
  }

  /** A port on which nobody listens. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where bands reach it. */
  public URI url() {
    return URI.create("tcp://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      Files.deleteIfExists(folder.resolve("mosquitto.conf"));
      Files.deleteIfExists(folder.resolve("mosquitto.log"));
      Files.deleteIfExists(folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mosquitto start(int port, String access) {
    Path program = MachineParts.program("mosquitto", "mosquitto");
    try {
      Path folder = Files.createTempDirectory("mosquitto");
      Path conf = folder.resolve("mosquitto.conf");
      Files.writeString(
          conf, "listener %d 127.0.0.1\nmax_queued_messages 0\n%s".formatted(port, access));
      Process process =
          new ProcessBuilder(program.toString(), "-c", conf.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("mosquitto.log").toFile())
              .start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .until(() -> answers(port));
      return new Mosquitto(port, folder, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean answers(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    }
  }
}
