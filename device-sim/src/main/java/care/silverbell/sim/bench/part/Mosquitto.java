package care.silverbell.sim.bench.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A mosquitto of the bench's own: persistent, with its windows and queues unbounded. */
public final class Mosquitto implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int port;
  private final RunningProgram program;

  private Mosquitto(int port, RunningProgram program) {
    this.port = port;
    this.program = program;
  }

  public static Mosquitto start(Path executable, Path folder)
      throws CannotStart, IOException, InterruptedException {
    int port = Loopback.freePort();
    Path settings = Files.writeString(folder.resolve("mosquitto.conf"), settings(port, folder));
    RunningProgram program =
        RunningProgram.start(
            "mosquitto",
            List.of(executable.toString(), "-c", settings.toString()),
            folder,
            Map.of());
    Mosquitto mosquitto = new Mosquitto(port, program);
    try {
      program.awaitReady(() -> Loopback.listens(port), PATIENCE);
      return mosquitto;
    } catch (CannotStart | InterruptedException e) {
      program.close();
      throw e;
    }
  }

  // Its defaults hold 20 messages in flight and drop all beyond 1,000 queued. Started by root it
  // would become another user, who may not write into our folder.
  private static String settings(int port, Path folder) {
    return """
    listener %d %s
    allow_anonymous true
    user %s
    persistence true
    persistence_location %s/
    max_inflight_messages 0
    max_queued_messages 0
    set_tcp_nodelay true
    """
        .formatted(port, Loopback.HOST, System.getProperty("user.name"), folder);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    program.close();
  }
}
