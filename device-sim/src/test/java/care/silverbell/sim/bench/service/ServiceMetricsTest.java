package care.silverbell.sim.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceMetricsTest {
  private static final ServiceMetrics METRICS =
      ServiceMetrics.parse(
          """
          # HELP silverbell_messages_total messages in
          # TYPE silverbell_messages_total counter
          silverbell_messages_total{kind="vitals",road="telemetry"} 1.25E5
          silverbell_messages_total{kind="call"} 3.0
          silverbell_messages_total_other{kind="vitals"} 9.0
          silverbell_store_write_seconds_bucket{store="influxdb",le="+Inf"} 8
          silverbell_store_write_seconds_sum{store="influxdb"} 0.25
          silverbell_store_write_seconds_sum{store="postgresql"} 0.5
          silverbell_store_batch_readings_max NaN

          process_uptime_seconds 12.5
          """);

  @Test
  void seriesOfANameAreSummedByTheirLabels() {
    assertThat(METRICS.sum("silverbell_messages_total", "kind=\"vitals\"")).isEqualTo(125_000);
    assertThat(METRICS.sum("silverbell_messages_total")).isEqualTo(125_003);
    assertThat(METRICS.sum("silverbell_store_write_seconds_sum")).isEqualTo(0.75);
  }

  @Test
  void aSeriesWithoutLabelsIsFoundToo() {
    assertThat(METRICS.sum("process_uptime_seconds")).isEqualTo(12.5);
  }

  @Test
  void whatHasNotBeenCountedYetIsZero() {
    assertThat(METRICS.sum("silverbell_messages_total", "kind=\"fall\"")).isZero();
  }
}
