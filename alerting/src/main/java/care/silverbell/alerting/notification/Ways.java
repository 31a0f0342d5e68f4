package care.silverbell.alerting.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** By which of their addresses somebody is told first, and by which next. */
final class Ways {
  private Ways() {}

  /**
   * Those that are tried at once. In an emergency the open page and the push to a browser go beside
   * the first of the others: they cost nothing and wait for nobody. Nobody is rung up to be told
   * that somebody has it, unless there is no other way.
   */
  static List<Address> atOnce(Notice notice) {
    List<Address> all = notice.recipient().addresses();
    if (!notice.occasion().asks()) {
      List<Address> first = new ArrayList<>(all.stream().filter(Ways::isBeside).toList());
      all.stream()
          .filter(it -> !isBeside(it) && it.channel() != ChannelKind.VOICE)
          .findFirst()
          .ifPresent(first::add);
      return first.isEmpty() ? all.stream().limit(1).toList() : first;
    }
    if (!notice.emergency()) {
      return all.stream().limit(1).toList();
    }
    List<Address> first = new ArrayList<>(all.stream().filter(Ways::isBeside).toList());
    all.stream().filter(it -> !isBeside(it)).findFirst().ifPresent(first::add);
    return first;
  }

  /** Whether nothing comes after that one: the first of the others was tried beside it. */
  static boolean isLast(Address failed, List<Address> all, boolean emergency) {
    return all.size() == 1
        || (emergency && isBeside(failed) && all.stream().anyMatch(it -> !isBeside(it)));
  }

  /**
   * The one that is tried after that one has failed.
   *
   * @param tried all that were tried or are being tried
   */
  static Optional<Address> after(
      Address failed, List<Address> all, Collection<Address> tried, boolean emergency) {
    if (isLast(failed, all, emergency)) {
      return Optional.empty();
    }
    return all.stream().filter(it -> !tried.contains(it)).findFirst();
  }

  private static boolean isBeside(Address address) {
    return address.channel() == ChannelKind.PAGE || address.channel() == ChannelKind.PUSH;
  }
}
