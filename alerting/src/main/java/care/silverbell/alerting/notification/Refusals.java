package care.silverbell.alerting.notification;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells a provider that refuses us (no credit, a key that holds no longer) from numbers that it
 * refuses: whoever refuses several in a row and takes none refuses everybody.
 */
final class Refusals {
  /** Different addresses in a row. */
  private static final int EVERYBODY = 3;

  private static final Set<ChannelKind> BY_ACCOUNT =
      EnumSet.of(ChannelKind.SMS, ChannelKind.VOICE, ChannelKind.EMAIL);

  private final Map<ChannelKind, Set<String>> inARow = new EnumMap<>(ChannelKind.class);

  /** It has taken something. */
  synchronized void tookOne(ChannelKind channel) {
    inARow.remove(channel);
  }

  /** It has refused to tell that address; answers whether it seems to refuse everybody. */
  synchronized boolean isOfEverybody(ChannelKind channel, String address) {
    if (!BY_ACCOUNT.contains(channel)) {
      return false;
    }
    Set<String> refused = inARow.computeIfAbsent(channel, _ -> new HashSet<>());
    if (refused.size() < EVERYBODY) {
      refused.add(address);
    }
    return refused.size() >= EVERYBODY;
  }
}
