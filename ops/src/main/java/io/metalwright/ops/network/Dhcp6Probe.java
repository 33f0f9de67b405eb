package io.metalwright.ops.network;

import io.metalwright.boot.dhcp6.wire.Dhcp6Decoder;
import io.metalwright.boot.dhcp6.wire.Dhcp6Encoder;
import io.metalwright.boot.dhcp6.wire.Dhcp6Message;
import io.metalwright.boot.dhcp6.wire.Dhcp6MessageType;
import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.dhcp6.wire.Dhcp6Options;
import io.metalwright.boot.dhcp6.wire.Dhcp6Packet;
import io.metalwright.boot.dhcp6.wire.IdentityAssociation;
import io.metalwright.boot.socket.Ipv6Group;
import io.metalwright.boot.socket.Ipv6SocketAddress;
import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Asks for an IPv6 address as firmware does, and takes none: an ADVERTISE that nobody requests promises nothing (RFC 8415 section 18.2). */
final class Dhcp6Probe {
    /**
     * An ADVERTISE.
     *
     * @param server its link-local address, or its relay agent's
     * @param preference clients take the server with the highest (RFC 8415 section 18.2.9)
     * @param address empty where it gives none
     */
    record Advertised(Ipv6Address server, int preference, Optional<Ipv6Address> address, String bootFile) {}

    /** RFC 8415 section 7.1. */
    private static final Ipv6Address ALL_RELAYS_AND_SERVERS = Ipv6Address.of("ff02::1:2");

    private static final int CLIENT_PORT = 546;
    private static final int SERVER_PORT = 547;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    /** DUID-LL of Ethernet (RFC 8415 section 11.4). */
    private static final Octets DUID_LL = Octets.ofHex("00030001");
    /** Intel's number, which UEFI firmware puts before its vendor class. */
    private static final Octets ENTERPRISE = Octets.ofHex("00000157");

    private static final int BATCH = 16;
    private static final int LONGEST = 1500;

    private Dhcp6Probe() {}

    static List<Advertised> advertised(String networkInterface, MacAddress mac, Pretence as, Duration wait)
            throws IOException {
        int transaction = ThreadLocalRandom.current().nextInt(1 << 24);
        var solicit = Dhcp6Encoder.encode(new Dhcp6Packet(List.of(), solicit(mac, transaction, as)));
        var advertised = new ArrayList<Advertised>();
        try (var socket = NativeSocket.open(NativeSocket.Kind.UDP_IPV6, Optional.of(networkInterface))) {
            socket.option(SOL_SOCKET, SO_REUSEADDR, 1);
            socket.bind(
                    new Ipv6SocketAddress(Ipv6Address.ANY, CLIENT_PORT, 0).bytes(),
                    "UDP port " + CLIENT_PORT + " (is a DHCPv6 client running?)");
            var servers = new Ipv6SocketAddress(ALL_RELAYS_AND_SERVERS, SERVER_PORT, Ipv6Group.index(networkInterface))
                    .bytes();
            var batch = new ReceivedBatch(NativeSocket.Kind.UDP_IPV6, BATCH, LONGEST);
            Asking.every(Duration.ofSeconds(2), wait, () -> socket.send(solicit, servers), () -> {
                socket.receive(batch);
                for (int i = 0; i < batch.size(); i++) {
                    var sender = Ipv6SocketAddress.of(batch.senderBytes(i)).address();
                    add(advertised, sender, batch.bytes(i), transaction);
                }
            });
        }
        return advertised;
    }

    private static void add(List<Advertised> advertised, Ipv6Address sender, byte[] datagram, int transaction) {
        try {
            var message = Dhcp6Decoder.decode(datagram).message();
            if (message.transactionId() != transaction || message.type() != Dhcp6MessageType.ADVERTISE) {
                return;
            }
            var options = message.options();
            var found = new Advertised(
                    sender,
                    options.octets(Dhcp6OptionCode.PREFERENCE)
                            .filter(value -> value.length() == 1)
                            .map(value -> value.unsigned(0))
                            .orElse(0),
                    options.identityAssociations().stream()
                            .flatMap(association -> association.addresses().stream())
                            .map(IdentityAssociation.Address::address)
                            .findFirst(),
                    options.octets(Dhcp6OptionCode.BOOT_FILE_URL)
                            .map(Octets::text)
                            .orElse(""));
            if (!advertised.contains(found)) {
                advertised.add(found);
            }
        } catch (MalformedPacketException e) {
            // Others speak on this wire too.
        }
    }

    private static Dhcp6Message solicit(MacAddress mac, int transaction, Pretence as) {
        var options = Dhcp6Options.builder()
                .put(Dhcp6OptionCode.CLIENT_IDENTIFIER, DUID_LL.followedBy(Octets.of(mac.octets())))
                .put(Dhcp6OptionCode.IA_NA, Octets.of(mac.octets()).part(2, 6).followedBy(Octets.of(new byte[8])))
                .put(Dhcp6OptionCode.ELAPSED_TIME, Octets.of(new byte[2]))
                .put(Dhcp6OptionCode.OPTION_REQUEST, number(Dhcp6OptionCode.BOOT_FILE_URL.number()))
                .put(Dhcp6OptionCode.CLIENT_ARCHITECTURE, as.architecture())
                .put(Dhcp6OptionCode.VENDOR_CLASS, ENTERPRISE.followedBy(counted(as.vendorClass())));
        if (!as.userClass().isEmpty()) {
            options.put(Dhcp6OptionCode.USER_CLASS, counted(as.userClass()));
        }
        return new Dhcp6Message(Dhcp6MessageType.SOLICIT, transaction, options.build());
    }

    private static Octets counted(String text) {
        return number(text.length()).followedBy(Octets.ofText(text));
    }

    private static Octets number(int unsignedShort) {
        return Octets.ofInt(unsignedShort).part(2, 4);
    }
}
