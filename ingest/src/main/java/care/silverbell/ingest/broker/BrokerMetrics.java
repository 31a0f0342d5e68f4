package care.silverbell.ingest.broker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What is measured of the connections to the broker. */
public final class BrokerMetrics {
  private final MeterRegistry registry;

  public BrokerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Measures a connection from now on.
   *
   * @param name what it is for, such as {@code calls}
   */
  public void watch(String name, BrokerConnection connection) {
    Gauge.builder("silverbell.broker.connected", connection, c -> c.isConnected() ? 1 : 0)
        .description("1 while the connection to the broker is up and subscribed")
        .tag("connection", name)
        .register(registry);
    FunctionCounter.builder("silverbell.broker.unsent", connection, BrokerConnection::unsent)
        .description("messages to bands that were dropped because the broker could not take them")
        .tag("connection", name)
        .register(registry);
    FunctionCounter.builder("silverbell.broker.untaken", connection, BrokerConnection::untaken)
        .description("messages that nobody inside took; the broker hands them over again")
        .tag("connection", name)
        .register(registry);
  }

  /** Measures the embedded broker from now on. */
  public void watch(EmbeddedBroker broker) {
    Gauge.builder("silverbell.bands.connected", broker, EmbeddedBroker::connectedBands)
        .description("bands that are connected to the embedded broker")
        .register(registry);
  }
}
