package care.silverbell.sim.bench.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * What a running Java process spends its processor time on: after each five milliseconds that one
 * of its threads was on a processor, what it was doing then (JFR's {@code jdk.CPUTimeSample}: JDK
 * 25 on Linux). Time in which a thread waits for a processor is in no sample.
 */
public final class ProcessorProfile {
  private static final String NAME = "silverbell-bench";
  private static final String SAMPLE = "jdk.CPUTimeSample";
  private static final double PERCENT = 100;

  private final long pid;

  private ProcessorProfile(long pid) {
    this.pid = pid;
  }

  /** From now on. */
  static ProcessorProfile begin(long pid) throws IOException, InterruptedException {
    jcmd(
        pid,
        "JFR.start",
        "name=" + NAME,
        "settings=none",
        "+" + SAMPLE + "#enabled=true",
        "+" + SAMPLE + "#throttle=5ms");
    return new ProcessorProfile(pid);
  }

  /**
   * Until now.
   *
   * @param file where the recording is written
   * @throws IOException also where this Java takes no such samples
   */
  public Samples end(Path file) throws IOException, InterruptedException {
    jcmd(pid, "JFR.stop", "name=" + NAME, "filename=" + file.toAbsolutePath());
    List<List<String>> stacks = new ArrayList<>();
    int without = 0;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        @Nullable RecordedStackTrace stack = event.getStackTrace();
        if (!event.getEventType().getName().equals(SAMPLE)) {
          continue;
        }
        if (stack == null) {
          without++;
        } else {
          stacks.add(
              stack.getFrames().stream().map(it -> it.getMethod().getType().getName()).toList());
        }
      }
    }
    if (stacks.isEmpty()) {
      throw new IOException("this Java takes no samples of processor time (JDK 25 on Linux does)");
    }
    return new Samples(stacks, without);
  }

  /**
   * What the threads that run Java were seen doing; the collector and the compiler are not in it.
   *
   * @param stacks for each sample the classes of its methods, the innermost 64 first
   * @param without samples of which the stack could not be read
   */
  public record Samples(List<List<String>> stacks, int without) {
    /**
     * In how many of a hundred a method of those packages, or classes, was at work, itself or by
     * what it called.
     */
    public double percentIn(String... packages) {
      long within =
          stacks.stream()
              .filter(stack -> stack.stream().anyMatch(it -> isIn(it, packages)))
              .count();
      return PERCENT * within / stacks.size();
    }

    private static boolean isIn(String type, String... packages) {
      for (String each : packages) {
        if (type.equals(each) || type.startsWith(each + ".")) {
          return true;
        }
      }
      return false;
    }
  }

  private static void jcmd(long pid, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + arguments[0] + ": " + said.strip());
    }
  }
}
