package care.silverbell.ingest.broker;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The bands that are signed in to the embedded broker, with their connections. */
final class ConnectedBands {
  private final Map<String, Set<Channel>> channels = new ConcurrentHashMap<>();

  void add(String serial, Channel channel) {
    channels.compute(
        serial,
        (_, known) -> {
          Set<Channel> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(channel);
          return all;
        });
  }

  void remove(String serial, Channel channel) {
    channels.computeIfPresent(
        serial,
        (_, known) -> {
          known.remove(channel);
          return known.isEmpty() ? null : known;
        });
  }

  int count() {
    return channels.size();
  }

  /** Closes every connection of the band. */
  void disconnect(String serial) {
    disconnect(serial::equals);
  }

  /** Closes every connection of those bands. */
  @SuppressWarnings("FutureReturnValueIgnored") // a channel that cannot be closed is closed
  void disconnect(Predicate<String> serials) {
    channels.forEach((serial, open) -> {
      if (serials.test(serial)) {
        open.forEach(Channel::close);
      }
    });
  }
}
