package care.silverbell.alerting.notification;

import java.util.UUID;

/**
 * One way of telling somebody. Called from a virtual thread; answers within its own time limit (ten
 * seconds from when it is its turn to be connected, for which it waits seven at most) whatever the
 * provider does, and never throws for what a provider does.
 */
public interface Channel {
  /** Which it is. */
  ChannelKind kind();

  /**
   * Tries once.
   *
   * @param key the same for every try of the same notice on this channel, so that a provider can
   *     tell a second try from a second notice
   * @param to where, as {@link Address#to} has it
   */
  Delivery send(UUID key, String to, Message message);

  /**
   * Whether it answers at once, because nobody outside is asked: many are then tried one behind the
   * other, and what became of them is written down together.
   */
  default boolean asksNobody() {
    return false;
  }

  /**
   * So many are tried at one time. In a storm whoever is to be told waits for none of those before
   * them, also where the provider takes its time: at five seconds a message this many are two
   * hundred a second.
   */
  default int places() {
    return 1_024;
  }
}
