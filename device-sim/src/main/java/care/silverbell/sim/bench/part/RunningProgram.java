package care.silverbell.sim.bench.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program started for the bench, its output kept in a file, stopped with it. */
public final class RunningProgram implements AutoCloseable {
  private static final int STOP_SECONDS = 10;
  private static final int POLL_MILLIS = 20;
  private static final int LAST_LINES = 15;

  private final String name;
  private final Process process;
  private final Path output;

  private RunningProgram(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /**
   * @param folder where it runs and where its output is kept
   * @param settings its environment, added to the bench's own without any {@code SILVERBELL_} of it
   */
  public static RunningProgram start(
      String name, List<String> command, Path folder, Map<String, String> settings)
      throws CannotStart {
    Path output = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("SILVERBELL_"));
    builder.environment().putAll(settings);
    try {
      return new RunningProgram(name, builder.start(), output);
    } catch (IOException e) {
      throw new CannotStart(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /** Waits until it does what it is for; fails at once when it ended, or when time ran out. */
  public void awaitReady(BooleanSupplier ready, Duration patience)
      throws CannotStart, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new CannotStart(name + " ended with " + process.exitValue() + lastWords());
      }
      if (System.nanoTime() > end) {
        throw new CannotStart(
            name + " was not ready in " + patience.toSeconds() + " s" + lastWords());
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /**
   * Waits until it ends of itself, and well; returns all it has said.
   *
   * @throws IOException if it ended badly or did not end
   */
  public String awaitEnd(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException(name + " did not end in " + patience.toSeconds() + " s" + lastWords());
    }
    if (process.exitValue() != 0) {
      throw new IOException(name + " ended with " + process.exitValue() + lastWords());
    }
    return Files.readString(output);
  }

  public long pid() {
    return process.pid();
  }

  /** Sends a signal by the system's {@code kill}, such as {@code STOP} or {@code CONT}. */
  public void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + signal + " of " + name + " failed");
    }
  }

  /** Ends it politely, then by force; a stopped (SIGSTOP) program is let go on first. */
  @Override
  public void close() {
    if (!process.isAlive()) {
      return;
    }
    try {
      signal("CONT");
      process.destroy();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(output);
      List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      return "; its last words:\n" + String.join("\n", last);
    } catch (IOException e) {
      return "; its output could not be read: " + e.getMessage();
    }
  }
}
