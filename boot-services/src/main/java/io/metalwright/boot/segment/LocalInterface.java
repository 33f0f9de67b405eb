package io.metalwright.boot.segment;

import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/**
 * One of this host's network interfaces that are up, with its addresses.
 *
 * @param ipv6Addresses those of IPv6, that of the link among them
 */
public record LocalInterface(String name, List<Ipv4Address> addresses, List<Ipv6Address> ipv6Addresses) {
    public LocalInterface {
        addresses = List.copyOf(addresses);
        ipv6Addresses = List.copyOf(ipv6Addresses);
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
                        found.inetAddresses()
                                .filter(Inet6Address.class::isInstance)
                                .map(address -> Ipv6Address.ofOctets(address.getAddress()))
                                .toList()))
                .filter(found ->
                        !found.addresses().isEmpty() || !found.ipv6Addresses().isEmpty())
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
