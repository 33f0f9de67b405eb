package io.metalwright.ops.network;

import io.metalwright.boot.dhcp.DhcpResponder.Outgoing;
import io.metalwright.boot.dhcp.net.InterfaceSocket;
import io.metalwright.boot.dhcp.wire.DhcpDecoder;
import io.metalwright.boot.dhcp.wire.DhcpEncoder;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Asks for an address as firmware does, and takes none: an offer that nobody accepts is forgotten by its server. */
final class DhcpProbe {
    /** Of a server. */
    record Offer(Ipv4Address server, Ipv4Address address, String bootFile, Ipv4Address bootServer) {
        /** ProxyDHCP: what to boot, and no address. */
        boolean isProxy() {
            return address.equals(Ipv4Address.ANY);
        }
    }

    private static final int CLIENT_PORT = 68;
    private static final int SERVER_PORT = 67;
    private static final int BATCH = 16;
    private static final int LONGEST = 1500;

    private DhcpProbe() {}

    static List<Offer> offers(String networkInterface, MacAddress mac, Pretence as, Duration wait) throws IOException {
        int transaction = ThreadLocalRandom.current().nextInt();
        var offers = new ArrayList<Offer>();
        try (var socket = InterfaceSocket.on(networkInterface, CLIENT_PORT)) {
            var asked = new Outgoing(
                    DhcpEncoder.encode(discover(mac, transaction, as)), Ipv4Address.BROADCAST, SERVER_PORT, false);
            var batch = new ReceivedBatch(NativeSocket.Kind.UDP, BATCH, LONGEST);
            Asking.every(Duration.ofSeconds(2), wait, () -> socket.send(asked), () -> {
                socket.receive(batch);
                for (int i = 0; i < batch.size(); i++) {
                    add(offers, batch.bytes(i), transaction);
                }
            });
        }
        return offers;
    }

    private static void add(List<Offer> offers, byte[] packet, int transaction) {
        try {
            var message = DhcpDecoder.decode(packet);
            if (message.transactionId() != transaction || message.type() != DhcpMessageType.OFFER) {
                return;
            }
            var offer = new Offer(
                    message.options().address(OptionCode.SERVER_IDENTIFIER).orElse(message.serverAddress()),
                    message.yourAddress(),
                    message.bootFile().isEmpty()
                            ? message.options().text(OptionCode.BOOT_FILE_NAME).orElse("")
                            : message.bootFile(),
                    message.serverAddress());
            if (!offers.contains(offer)) {
                offers.add(offer);
            }
        } catch (MalformedPacketException e) {
            // Others speak on this wire too.
        }
    }

    private static DhcpMessage discover(MacAddress mac, int transaction, Pretence as) {
        var options = DhcpOptions.NONE
                .more()
                .put(OptionCode.VENDOR_CLASS, as.vendorClass())
                .put(OptionCode.CLIENT_ARCHITECTURE, as.architecture())
                .put(OptionCode.PARAMETER_REQUEST_LIST, Octets.ofHex("0103060f2b36423c43"));
        if (!as.userClass().isEmpty()) {
            options.put(OptionCode.USER_CLASS, as.userClass());
        }
        return new DhcpMessage(
                DhcpMessage.Operation.REQUEST,
                0,
                transaction,
                0,
                true,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                mac,
                "",
                "",
                DhcpMessageType.DISCOVER,
                options.build());
    }
}
