package care.silverbell.alerting.response;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A channel whose provider does as the story wants, and remembers all that it was given. */
final class StoryChannel implements Channel {
  /** One try. */
  record Sent(ChannelKind channel, UUID key, String to, Message message, Instant at) {}

  private final ChannelKind kind;
  private final InstantSource clock;
  private final List<Sent> all;
  final Map<UUID, AtomicInteger> tries = new ConcurrentHashMap<>();
  Function<String, Delivery> answers = _ -> new Delivery.Taken(null);

  StoryChannel(ChannelKind kind, InstantSource clock, List<Sent> all) {
    this.kind = kind;
    this.clock = clock;
    this.all = all;
  }

  @Override
  public ChannelKind kind() {
    return kind;
  }

  @Override
  public Delivery send(UUID key, String to, Message message) {
    all.add(new Sent(kind, key, to, message, clock.instant()));
    tries.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
    return answers.apply(to);
  }
}
