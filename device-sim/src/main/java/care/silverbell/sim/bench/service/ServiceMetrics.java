package care.silverbell.sim.bench.service;

import java.util.Arrays;
import java.util.List;

/** What the service says of itself at {@code /metrics}, in the Prometheus text format. */
public final class ServiceMetrics {
  private final List<Sample> samples;

  private record Sample(String name, String labels, double value) {}

  private ServiceMetrics(List<Sample> samples) {
    this.samples = samples;
  }

  public static ServiceMetrics parse(String text) {
    return new ServiceMetrics(
        text.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(ServiceMetrics::sample)
            .toList());
  }

  private static Sample sample(String line) {
    int value = line.lastIndexOf(' ');
    String series = line.substring(0, value).strip();
    int brace = series.indexOf('{');
    return new Sample(
        brace < 0 ? series : series.substring(0, brace),
        brace < 0 ? "" : series.substring(brace),
        Double.parseDouble(line.substring(value + 1).replace("Inf", "Infinity")));
  }

  /**
   * The sum over all series of a name that bear the labels; 0 when there is none yet.
   *
   * @param labels each as written, such as {@code kind="vitals"}
   */
  public double sum(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> Arrays.stream(labels).allMatch(sample.labels()::contains))
        .mapToDouble(Sample::value)
        .sum();
  }
}
