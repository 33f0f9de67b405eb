package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.Answer.Destination;
import io.metalwright.boot.dhcp.Answer.LeaseChange;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import java.util.List;

/** Fills in replies (RFC 2131 table 3). */
final class Replies {
    /**
     * iPXE's encapsulated option 176, "no-pxedhcp": there is no ProxyDHCP server to wait for. It saves iPXE a second or two in every boot.
     */
    private static final Octets NO_PROXY_DHCP = Octets.ofHex("b00101");

    /** Option 43 of PXE 2.1, PXE_DISCOVERY_CONTROL with bit 3: take the boot file named here, ask for no list of servers. */
    private static final Octets BOOT_AT_ONCE = Octets.ofHex("060108ff");

    private Replies() {}

    static Answer granting(Question question, DhcpMessageType type, Ipv4Address address, LeaseChange change) {
        var lease = question.leaseTime();
        var options = common(question)
                .put(OptionCode.LEASE_TIME, lease)
                .put(OptionCode.RENEWAL_TIME, lease.dividedBy(2))
                .put(OptionCode.REBINDING_TIME, lease.multipliedBy(7).dividedBy(8));
        return reply(question, type, address, configured(question, address, options), change);
    }

    /** RFC 2131 section 4.3.5: neither an address nor a lease time. */
    static Answer informing(Question question) {
        return reply(
                question,
                DhcpMessageType.ACK,
                Ipv4Address.ANY,
                configured(question, question.message().clientAddress(), common(question)),
                LeaseChange.NONE);
    }

    /** The client starts anew with DISCOVER. */
    static Answer refusing(Question question, String why) {
        var message = question.message();
        var options = common(question).put(OptionCode.MESSAGE, why).build();
        // RFC 2131 section 4.3.2: the relay must broadcast it, since the client's address is the one that is wrong.
        var nak = new DhcpMessage(
                DhcpMessage.Operation.REPLY,
                0,
                message.transactionId(),
                0,
                true,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                message.relayAddress(),
                message.clientHardware(),
                "",
                "",
                DhcpMessageType.NAK,
                options);
        return new Answer.Reply(nak, refused(question), LeaseChange.NONE);
    }

    /** A broadcast does not reach who is behind a router, and is heard by those for whom it is not meant. */
    private static Destination refused(Question question) {
        var message = question.message();
        if (message.isRelayed()) {
            return new Destination(message.relayAddress(), Destination.SERVER_PORT);
        }
        return new Destination(
                question.isRouted() ? message.clientAddress() : Ipv4Address.BROADCAST, Destination.CLIENT_PORT);
    }

    /** What to boot, and nothing else: the address comes from another server (PXE 2.1 section 2.4). */
    static Answer proxying(Question question, DhcpMessageType type) {
        var options = common(question);
        if (!(question.firmware() instanceof Firmware.UefiHttp)) {
            options.put(OptionCode.VENDOR_CLASS, "PXEClient").put(OptionCode.VENDOR_SPECIFIC, BOOT_AT_ONCE);
        }
        return reply(question, type, Ipv4Address.ANY, options, LeaseChange.NONE);
    }

    private static DhcpOptions.Builder common(Question question) {
        var options = DhcpOptions.NONE.more().put(OptionCode.SERVER_IDENTIFIER, question.server());
        for (var echoed : List.of(
                OptionCode.CLIENT_IDENTIFIER, // RFC 6842
                OptionCode.CLIENT_MACHINE_IDENTIFIER, // RFC 4578 section 2.3
                OptionCode.RELAY_AGENT_INFORMATION)) { // RFC 3046 section 2.2
            var value = question.message().options().octets(echoed);
            if (value.isPresent()) {
                options.put(echoed, value.get());
            }
        }
        return options;
    }

    private static DhcpOptions.Builder configured(Question question, Ipv4Address client, DhcpOptions.Builder options) {
        Segment segment = question.segment();
        options.put(OptionCode.SUBNET_MASK, segment.cidr().netmask())
                .put(OptionCode.BROADCAST_ADDRESS, segment.cidr().broadcast())
                .put(OptionCode.NAME_SERVER, segment.nameServers());
        var gateway = segment.gateway();
        if (gateway != null) {
            options.put(OptionCode.ROUTER, gateway);
        }
        if (question.standing() instanceof Standing.Known known && known.hostname() != null) {
            options.put(OptionCode.HOST_NAME, known.hostname());
        }
        var zone = question.zone();
        if (zone != null && segment.nameServers().isEmpty()) {
            // Nobody else could answer for it.
            options.put(OptionCode.NAME_SERVER, question.server()).put(OptionCode.DOMAIN_NAME, zone);
        }
        OptionSettings.put(question, client, options);
        return options;
    }

    private static Answer reply(
            Question question,
            DhcpMessageType type,
            Ipv4Address address,
            DhcpOptions.Builder options,
            LeaseChange change) {
        var message = question.message();
        var file = question.bootFile();
        var name = switch (file) {
            case BootFile.Nothing ignored -> "";
            case BootFile.ByTftp(String tftpName) -> tftpName;
            case BootFile.ByHttp(String url) -> url;
            case BootFile.Script(String url) -> url;
        };
        switch (file) {
            case BootFile.Nothing ignored -> {}
            case BootFile.ByTftp ignored -> name(question, options, name);
            // UEFI 2.10 section 24.7: HTTP boot firmware drops every offer that does not say this.
            case BootFile.ByHttp ignored -> name(question, options, name).put(OptionCode.VENDOR_CLASS, "HTTPClient");
            case BootFile.Script ignored -> {
                name(question, options, name);
                if (!question.isProxied()) {
                    options.put(OptionCode.IPXE, NO_PROXY_DHCP);
                }
            }
        }
        var reply = new DhcpMessage(
                DhcpMessage.Operation.REPLY,
                0,
                message.transactionId(),
                0,
                message.broadcast(),
                // RFC 2131 table 3: an ACK repeats ciaddr, an OFFER has none.
                type == DhcpMessageType.ACK ? message.clientAddress() : Ipv4Address.ANY,
                address,
                file instanceof BootFile.Nothing ? Ipv4Address.ANY : question.server(),
                message.relayAddress(),
                message.clientHardware(),
                "",
                DhcpMessage.fitsBootFile(name) ? name : "",
                type,
                options.build());
        return new Answer.Reply(reply, destination(question), change);
    }

    /**
     * The name stands in the field {@code file}, which old PXE ROMs read, and in option 67, which UEFI HTTP boot reads; option 66, which
     * repeats {@code siaddr}, only for those who ask.
     */
    private static DhcpOptions.Builder name(Question question, DhcpOptions.Builder options, String name) {
        options.put(OptionCode.BOOT_FILE_NAME, name);
        return question.message().options().asksFor(OptionCode.TFTP_SERVER_NAME)
                ? options.put(OptionCode.TFTP_SERVER_NAME, question.server().value())
                : options;
    }

    /**
     * RFC 2131 section 4.1. A client without an address that could take unicast is sent a broadcast all the same: to reach it by unicast
     * takes a raw socket, since nobody answers ARP for the address yet.
     */
    private static Destination destination(Question question) {
        var message = question.message();
        var arrival = question.arrival();
        if (arrival.door() == Arrival.Door.PROXY) {
            // It has an address, and listens where it asked from: 68 or 4011.
            return new Destination(arrival.sender(), arrival.senderPort());
        }
        if (message.isRelayed()) {
            return new Destination(message.relayAddress(), Destination.SERVER_PORT);
        }
        return message.clientAddress().equals(Ipv4Address.ANY)
                ? new Destination(Ipv4Address.BROADCAST, Destination.CLIENT_PORT)
                : new Destination(message.clientAddress(), Destination.CLIENT_PORT);
    }
}
