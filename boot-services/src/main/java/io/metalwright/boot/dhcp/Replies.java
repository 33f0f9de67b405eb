package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.Answer.Destination;
import io.metalwright.boot.dhcp.Answer.LeaseChange;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
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

    private Replies() {}

    static Answer granting(Question question, DhcpMessageType type, Ipv4Address address, LeaseChange change) {
        var lease = question.leaseTime();
        var options = common(question)
                .with(OptionCode.LEASE_TIME, lease)
                .with(OptionCode.RENEWAL_TIME, lease.dividedBy(2))
                .with(OptionCode.REBINDING_TIME, lease.multipliedBy(7).dividedBy(8));
        return reply(question, type, address, configuration(question, options), change);
    }

    /** RFC 2131 section 4.3.5: neither an address nor a lease time. */
    static Answer informing(Question question) {
        return reply(
                question,
                DhcpMessageType.ACK,
                Ipv4Address.ANY,
                configuration(question, common(question)),
                LeaseChange.NONE);
    }

    /** The client starts anew with DISCOVER. */
    static Answer refusing(Question question, String why) {
        var message = question.message();
        var options = common(question).with(OptionCode.MESSAGE, why);
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
        var destination = message.isRelayed()
                ? new Destination(message.relayAddress(), Destination.SERVER_PORT)
                : new Destination(Ipv4Address.BROADCAST, Destination.CLIENT_PORT);
        return new Answer.Reply(nak, destination, LeaseChange.NONE);
    }

    private static DhcpOptions common(Question question) {
        var options = DhcpOptions.NONE.with(OptionCode.SERVER_IDENTIFIER, question.server());
        for (var echoed : List.of(
                OptionCode.CLIENT_IDENTIFIER, // RFC 6842
                OptionCode.CLIENT_MACHINE_IDENTIFIER, // RFC 4578 section 2.3
                OptionCode.RELAY_AGENT_INFORMATION)) { // RFC 3046 section 2.2
            var value = question.message().options().octets(echoed);
            if (value.isPresent()) {
                options = options.with(echoed, value.get());
            }
        }
        return options;
    }

    private static DhcpOptions configuration(Question question, DhcpOptions options) {
        Segment segment = question.segment();
        var more = options.with(OptionCode.SUBNET_MASK, segment.cidr().netmask())
                .with(OptionCode.BROADCAST_ADDRESS, segment.cidr().broadcast())
                .with(OptionCode.NAME_SERVER, segment.nameServers());
        var gateway = segment.gateway();
        if (gateway != null) {
            more = more.with(OptionCode.ROUTER, gateway);
        }
        if (question.standing() instanceof Standing.Known known && known.hostname() != null) {
            more = more.with(OptionCode.HOST_NAME, known.hostname());
        }
        return more;
    }

    private static Answer reply(
            Question question, DhcpMessageType type, Ipv4Address address, DhcpOptions options, LeaseChange change) {
        var message = question.message();
        var file = BootFile.of(question.firmware(), message.clientHardware(), question.server(), question.httpPort());
        var name = switch (file) {
            case BootFile.Nothing ignored -> "";
            case BootFile.ByTftp(String tftpName) -> tftpName;
            case BootFile.ByHttp(String url) -> url;
            case BootFile.Script(String url) -> url;
        };
        var all = switch (file) {
            case BootFile.Nothing ignored -> options;
            case BootFile.ByTftp ignored -> named(question, options, name);
            // UEFI 2.10 section 24.7: HTTP boot firmware drops every offer that does not say this.
            case BootFile.ByHttp ignored -> named(question, options, name).with(OptionCode.VENDOR_CLASS, "HTTPClient");
            case BootFile.Script ignored -> named(question, options, name).with(OptionCode.IPXE, NO_PROXY_DHCP);
        };
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
                all);
        return new Answer.Reply(reply, destination(message), change);
    }

    /**
     * The name stands in the field {@code file}, which old PXE ROMs read, and in option 67, which UEFI HTTP boot reads; option 66, which
     * repeats {@code siaddr}, only for those who ask.
     */
    private static DhcpOptions named(Question question, DhcpOptions options, String name) {
        var more = options.with(OptionCode.BOOT_FILE_NAME, name);
        return question.message().options().asksFor(OptionCode.TFTP_SERVER_NAME)
                ? more.with(OptionCode.TFTP_SERVER_NAME, question.server().value())
                : more;
    }

    /**
     * RFC 2131 section 4.1. A client without an address that could take unicast is sent a broadcast all the same: to reach it by unicast
     * takes a raw socket, since nobody answers ARP for the address yet.
     */
    private static Destination destination(DhcpMessage message) {
        if (message.isRelayed()) {
            return new Destination(message.relayAddress(), Destination.SERVER_PORT);
        }
        return message.clientAddress().equals(Ipv4Address.ANY)
                ? new Destination(Ipv4Address.BROADCAST, Destination.CLIENT_PORT)
                : new Destination(message.clientAddress(), Destination.CLIENT_PORT);
    }
}
