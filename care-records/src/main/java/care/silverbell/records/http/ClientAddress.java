package care.silverbell.records.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Where a request comes from: the other end of its connection, or what a proxy says that the
 * operator named.
 */
public final class ClientAddress {
  private static final int NETWORK_BYTES = 8;

  private final Set<String> trustedProxies;

  /** Believes those proxies, by their addresses, and nobody else. */
  public ClientAddress(Set<String> trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /**
   * The address, as it is shown to people. Of {@code X-Forwarded-For} the last entry counts that no
   * trusted proxy wrote about another; those before it may be made up.
   */
  public String of(HttpServerRequest request) {
    String address = request.remoteAddress().hostAddress();
    List<String> hops =
        Arrays.stream(String.join(",", request.headers().getAll("X-Forwarded-For")).split(","))
            .map(String::strip)
            .filter(hop -> !hop.isEmpty())
            .toList();
    for (int i = hops.size() - 1; i >= 0 && trustedProxies.contains(address); i--) {
      if (!isAddress(hops.get(i))) {
        return address;
      }
      address = hops.get(i);
    }
    return address;
  }

  /** What is counted: of IPv6 the network, for one household has 2^64 addresses. */
  public static String network(String address) {
    try {
      // Never a name: nothing is looked up.
      if (isAddress(address) && InetAddress.getByName(address) instanceof Inet6Address six) {
        return HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES);
      }
    } catch (UnknownHostException e) {
      return address;
    }
    return address;
  }

  private static boolean isAddress(String text) {
    return text.length() <= 45 && text.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  }
}
