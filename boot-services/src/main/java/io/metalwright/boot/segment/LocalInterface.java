package io.metalwright.boot.segment;

import io.metalwright.model.network.Ipv4Address;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/**
 * One of this host's network interfaces that are up, with its IPv4 addresses.
 *
 * @param speaksIpv6 whether it has an address of IPv6 too, if only that of the link
 */
public record LocalInterface(String name, List<Ipv4Address> addresses, boolean speaksIpv6) {
    public LocalInterface {
        addresses = List.copyOf(addresses);
    }

    /** Those of this moment; interfaces come and go. */
    public static List<LocalInterface> all() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(LocalInterface::isUsable)
                .map(found -> new LocalInterface(
                        found.getName(),
                        found.inetAddresses()
                                .filter(Inet4Address.class::isInstance)
                                .map(address -> Ipv4Address.of(address.getHostAddress()))
                                .toList(),
                        found.inetAddresses().anyMatch(Inet6Address.class::isInstance)))
                .filter(found -> !found.addresses().isEmpty())
                .toList();
    }

    private static boolean isUsable(NetworkInterface found) {
        try {
            return found.isUp() && !found.isLoopback();
        } catch (SocketException e) {
            return false; // it went away while we looked
        }
    }
}
