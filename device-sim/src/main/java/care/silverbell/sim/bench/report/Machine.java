package care.silverbell.sim.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The machine a figure was taken on, without which an absolute figure says little.
 *
 * @param memoryMegabytes of the whole machine
 * @param cpu the processor's name as the kernel gives it
 */
public record Machine(int cores, long memoryMegabytes, String cpu, String kernel, String java) {
  private static final int KILOBYTES_PER_MEGABYTE = 1024;

  public static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(lineValue("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
            / KILOBYTES_PER_MEGABYTE,
        lineValue("/proc/cpuinfo", "model name"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  /** The kernel's load averages over 1, 5 and 15 minutes, such as {@code 0.32 0.13 0.09}. */
  public static String loadAverage() {
    String[] fields = read("/proc/loadavg").split(" ");
    return String.join(" ", Arrays.copyOf(fields, 3));
  }

  private static String lineValue(String file, String name) {
    return read(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("0");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("reading what the kernel says of the machine", e);
    }
  }

  @Override
  public String toString() {
    return "%d cores (%s), %,d MB, %s, %s".formatted(cores, cpu, memoryMegabytes, kernel, java);
  }
}
