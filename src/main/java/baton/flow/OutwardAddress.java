package baton.flow;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Where a flow may call out to: every address but those that belong to this machine's own network
 * link, among them the metadata services of clouds, which answer with credentials.
 */
final class OutwardAddress {
  /** Metadata services that are not at a link-local address. */
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254");

  private OutwardAddress() {}

  /** Finds the address of a host; blocks while it is looked up. */
  static InetSocketAddress resolve(String host, int port) throws UnknownHostException {
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress first = null;
    for (var address : InetAddress.getAllByName(bare)) {
      if (isRefused(address)) {
        throw ActionFailed.forGood(
            "%s is at %s, which flows must not call.".formatted(host, address.getHostAddress()));
      }
      first = first == null ? address : first;
    }
    if (first == null) {
      throw new UnknownHostException(host);
    }
    return new InetSocketAddress(first, port);
  }

  static boolean isRefused(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress())
        || hidesRefused(address.getAddress());
  }

  /** An IPv4 address inside of an IPv6 one: by NAT64 (64:ff9b::/96) or 6to4 (2002::/16). */
  private static boolean hidesRefused(byte[] bytes) {
    if (bytes.length != 16) {
      return false;
    }
    var nat64 =
        bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
    var sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    var at = nat64 ? 12 : 2;
    return (nat64 || sixToFour)
        && isRefused(address(new byte[] {bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]}));
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
