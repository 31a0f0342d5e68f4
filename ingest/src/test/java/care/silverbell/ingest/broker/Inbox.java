package care.silverbell.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Takes what a connection hands on, for a test to look at. */
final class Inbox implements Consumer<InboundMessage> {
  final BlockingQueue<InboundMessage> messages = new LinkedBlockingQueue<>();

  @Override
  public void accept(InboundMessage message) {
    messages.add(message);
  }

  InboundMessage next() throws InterruptedException {
    InboundMessage message = messages.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message within 20 s").isNotNull();
    return message;
  }

  List<InboundMessage> next(int count) throws InterruptedException {
    List<InboundMessage> all = new ArrayList<>();
    while (all.size() < count) {
      all.add(next());
    }
    return all;
  }

  static String text(InboundMessage message) {
    return new String(message.payload(), StandardCharsets.UTF_8);
  }

  static void awaitConnected(BrokerConnection connection) {
    Awaitility.await("connected")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(connection::isConnected);
  }
}
