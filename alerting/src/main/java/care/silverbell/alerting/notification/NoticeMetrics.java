package care.silverbell.alerting.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** What is counted of notices; the names stand here and nowhere else. */
final class NoticeMetrics {
  private final MeterRegistry registry;

  NoticeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * One try has ended so, or a receipt has come.
   *
   * @param result sent, delivered, read, answered, unheard, try-again, waits, failed, dropped
   */
  void count(ChannelKind channel, String result) {
    Counter.builder("silverbell.notices")
        .description("Notices by what became of them")
        .tag("channel", channel.wireName())
        .tag("result", result)
        .register(registry)
        .increment();
  }

  /** Shows which channels are left alone. */
  void watch(Circuits circuits, Collection<ChannelKind> channels) {
    for (ChannelKind channel : channels) {
      Gauge.builder("silverbell.circuit.open", circuits, it -> it.isOpen(channel) ? 1 : 0)
          .description("Whether the channel failed again and again and is left alone")
          .tag("channel", channel.wireName())
          .register(registry);
    }
  }
}
