package io.metalwright.boot.dhcp.net;

import io.metalwright.boot.dhcp.DhcpResponder.Routes;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** Asks the kernel's routing table, by connecting a UDP socket that never sends. */
public final class KernelRoutes implements Routes {
    @Override
    public Ipv4Address localAddressTowards(Ipv4Address other) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(other.value(), 67));
            return Ipv4Address.of(socket.getLocalAddress().getHostAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("find the address from which " + other + " is reached", e);
        }
    }
}
