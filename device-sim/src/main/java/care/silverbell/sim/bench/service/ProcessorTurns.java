package care.silverbell.sim.bench.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long the threads that carry virtual threads had a processor, and how long they waited in line
 * for one, as Linux counts it ({@code /proc/PID/task/TID/schedstat}, in nanoseconds). What is timed
 * by the clock on a busy machine holds both.
 *
 * @param ran seconds
 * @param waited seconds
 */
public record ProcessorTurns(double ran, double waited) {
  /** The beginning of their name: the kernel keeps 15 characters of it. */
  private static final String CARRIER = "ForkJoinPool-";

  private static final double NANOS_PER_SECOND = 1e9;

  /** Of a process that is running. */
  static ProcessorTurns of(long pid) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      ProcessorTurns all = new ProcessorTurns(0, 0);
      for (Path task : tasks.toList()) {
        all = all.plus(ofThread(task));
      }
      return all;
    }
  }

  /** What came after that. */
  public ProcessorTurns since(ProcessorTurns before) {
    return new ProcessorTurns(ran - before.ran, waited - before.waited);
  }

  /** Of the time by the clock in which they had something to do: that with a processor, 0 to 1. */
  public double share() {
    return ran + waited > 0 ? ran / (ran + waited) : 1;
  }

  private ProcessorTurns plus(ProcessorTurns other) {
    return new ProcessorTurns(ran + other.ran, waited + other.waited);
  }

  private static ProcessorTurns ofThread(Path task) throws IOException {
    try {
      if (!Files.readString(task.resolve("comm")).startsWith(CARRIER)) {
        return new ProcessorTurns(0, 0);
      }
      List<String> stat = List.of(Files.readString(task.resolve("schedstat")).strip().split(" "));
      return new ProcessorTurns(seconds(stat.get(0)), seconds(stat.get(1)));
    } catch (NoSuchFileException e) {
      return new ProcessorTurns(0, 0); // it has ended meanwhile
    }
  }

  private static double seconds(String nanos) {
    return Long.parseLong(nanos) / NANOS_PER_SECOND;
  }
}
