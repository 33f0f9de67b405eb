package io.metalwright.boot;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.dhcp.Arrival;
import io.metalwright.boot.dhcp.DhcpResponder;
import io.metalwright.boot.dhcp.net.DhcpListener;
import io.metalwright.boot.dhcp6.Dhcp6Responder;
import io.metalwright.boot.dhcp6.net.Dhcp6Listener;
import io.metalwright.boot.dns.DnsResponder;
import io.metalwright.boot.dns.DnsServer;
import io.metalwright.boot.files.FileShelf;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.ndp.LinkAdvertising;
import io.metalwright.boot.ndp.SolicitationListener;
import io.metalwright.boot.segment.Listener;
import io.metalwright.boot.segment.LocalInterface;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.smb.SmbServer;
import io.metalwright.boot.tftp.TftpServer;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Starts DHCP, TFTP, DNS and SMB where the {@link InterfaceWatch} wants them.
 *
 * @param names null where there is no zone
 */
record SocketOpeners(
        BootServicesConfiguration configuration,
        DhcpResponder responder,
        Dhcp6Responder ipv6Responder,
        ServedSegments segments,
        FileShelf shelf,
        LeaseBook leases,
        Ipv6LeaseBook ipv6Leases,
        Announcer announcer,
        @Nullable DnsResponder names,
        Counters counters)
        implements InterfaceWatch.Openers {
    /** PXE 2.1 section 2.4. Firmware knows no other. */
    private static final int PROXY_PORT = 4011;

    @Override
    public Listener dhcp(LocalInterface on) throws IOException {
        return DhcpListener.onInterface(
                on.name(), configuration.dhcpPort(), Arrival.Door.SERVER, on.addresses(), responder, counters);
    }

    @Override
    public Listener proxyDhcp(LocalInterface on) throws IOException {
        return DhcpListener.onInterface(on.name(), PROXY_PORT, Arrival.Door.PROXY, on.addresses(), responder, counters);
    }

    @Override
    public Listener relayedDhcp() throws IOException {
        return DhcpListener.forRelays(configuration.dhcpPort(), responder, counters);
    }

    @Override
    public Listener dhcp6(LocalInterface on) throws IOException {
        return Dhcp6Listener.onInterface(on.name(), on.ipv6Addresses(), ipv6Responder, counters);
    }

    @Override
    public Listener relayedDhcp6() throws IOException {
        return Dhcp6Listener.forRelays(ipv6Responder, counters);
    }

    @Override
    public Listener routerSolicitations(LocalInterface on) throws IOException {
        return SolicitationListener.on(
                on.name(), LinkAdvertising.on(on.name(), on.ipv6Addresses(), segments), counters);
    }

    @Override
    public Listener tftp(IpAddress on) throws IOException {
        return TftpServer.start(on, configuration.tftpPort(), shelf, counters, this::fetched);
    }

    @Override
    public boolean answersNames() {
        return names != null;
    }

    @Override
    public Listener dns(Ipv4Address on) throws IOException {
        return DnsServer.start(
                on, Objects.requireNonNull(configuration.dns()).port(), Objects.requireNonNull(names), counters);
    }

    @Override
    public boolean shares() {
        return configuration.smb() != null;
    }

    @Override
    public Listener smb(Ipv4Address on) throws IOException {
        return SmbServer.start(
                on,
                Objects.requireNonNull(configuration.smb()),
                configuration.imageStore().resolve("trees"));
    }

    private void fetched(IpAddress client, String file) {
        var holder = switch (client) {
            case Ipv4Address ofIpv4 -> leases.holder(ofIpv4);
            case Ipv6Address ofIpv6 -> ipv6Leases.holder(ofIpv6).or(ofIpv6::card);
        };
        holder.ifPresent(mac -> announcer.passed(SignKind.BOOT_FILE, mac, file + " by TFTP"));
    }
}
