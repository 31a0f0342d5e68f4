package care.silverbell.alerting.response;

import care.silverbell.alerting.notification.Occasion;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted of responses; the names stand here and nowhere else. */
final class ResponseMetrics {
  private final MeterRegistry registry;
  private final Timer lateness;
  private final Counter troubles;

  ResponseMetrics(MeterRegistry registry) {
    this.registry = registry;
    lateness =
        Timer.builder("silverbell.response.step.lateness")
            .description("From the second at which a step should have been taken to its taking")
            .serviceLevelObjectives(
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30))
            .register(registry);
    troubles =
        Counter.builder("silverbell.response.troubles")
            .description("Times that a response could not go on and was tried again")
            .register(registry);
  }

  /** Some were asked. */
  void asked(Occasion occasion, Duration late) {
    lateness.record(late);
    Counter.builder("silverbell.response.steps")
        .description("Askings by their occasion")
        .tag("occasion", occasion.wireName())
        .register(registry)
        .increment();
  }

  /** An answer has been taken into account. */
  void answered(Situation.Answer answer) {
    Counter.builder("silverbell.answers")
        .description("Answers of those who were asked")
        .tag("answer", answer.accepts() ? "accept" : "pass")
        .tag("via", answer.via())
        .register(registry)
        .increment();
  }

  /** A response could not go on. */
  void trouble() {
    troubles.increment();
  }
}
