package care.silverbell.alerting.notification.channel.courier;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an address that somebody typed in leads out to the open internet. Without this, whoever
 * may set an address could let the service knock at doors of the office's own network. What is
 * looked up here is what the courier connects to: Java keeps a name's addresses for half a minute.
 */
public final class OpenInternet {
  private final Set<String> innerHosts;

  /**
   * With exceptions.
   *
   * @param innerHosts names of hosts of the own network that may be asked, by plain HTTP too
   */
  public OpenInternet(Set<String> innerHosts) {
    this.innerHosts = Set.copyOf(innerHosts);
  }

  /** What speaks against asking there; empty where nothing does. */
  public Optional<String> objection(URI address) {
    String host = address.getHost();
    String scheme = address.getScheme();
    if (host == null || scheme == null || !scheme.toLowerCase(Locale.ROOT).matches("https?")) {
      return Optional.of("not an address of the web");
    }
    if (address.getRawUserInfo() != null) {
      return Optional.of("an address with a password in it");
    }
    if (innerHosts.contains(host.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    if (!scheme.equalsIgnoreCase("https")) {
      return Optional.of("not an https address");
    }
    return isInner(host) ? Optional.of("an address of the own network") : Optional.empty();
  }

  private static boolean isInner(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (isInner(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      return false; // the courier will find nobody there
    }
  }

  private static boolean isInner(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean unique = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC; // fc00::/7
    boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64; // 100.64/10
    return unique
        || carrier
        || address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress();
  }
}
