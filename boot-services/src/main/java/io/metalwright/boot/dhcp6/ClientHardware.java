package io.metalwright.boot.dhcp6;

import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.dhcp6.wire.Dhcp6Packet;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv6Address;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The card that asks. DHCPv6 knows clients by a DUID, which is another one for firmware, for iPXE and for each system that is installed, and says
 * nothing of the card where it was made of a UUID.
 */
final class ClientHardware {
    private static final int ETHERNET = 1;
    private static final int DUID_LLT = 1;
    private static final int DUID_LL = 3;
    private static final int DUID_UUID = 4;
    private static final int MAC_LENGTH = 6;

    private ClientHardware() {}

    /**
     * What the first relay agent saw on the wire (RFC 6939); else whose address of the link the message came from, as firmware, iPXE and most
     * systems make it of the card's; else what the DUID says, though that may name another card of the machine.
     *
     * @param sender of the datagram
     * @param ports which card has told this SMBIOS UUID
     */
    static Optional<MacAddress> of(Dhcp6Packet packet, Ipv6Address sender, Function<UUID, Optional<MacAddress>> ports) {
        var peer = packet.isRelayed() ? packet.hops().getLast().peerAddress() : sender;
        return seenByRelay(packet)
                .or(peer::card)
                .or(() -> packet.message()
                        .options()
                        .octets(Dhcp6OptionCode.CLIENT_IDENTIFIER)
                        .flatMap(duid -> named(duid, ports)))
                .filter(MacAddress::isUnicast);
    }

    private static Optional<MacAddress> seenByRelay(Dhcp6Packet packet) {
        return packet.isRelayed()
                ? packet.hops()
                        .getLast()
                        .options()
                        .octets(Dhcp6OptionCode.CLIENT_LINK_LAYER_ADDRESS)
                        .flatMap(value -> card(value, 2))
                : Optional.empty();
    }

    /** RFC 8415 section 11, RFC 6355. */
    private static Optional<MacAddress> named(Octets duid, Function<UUID, Optional<MacAddress>> ports) {
        if (duid.length() < 4) {
            return Optional.empty();
        }
        return switch (duid.unsigned(0) << 8 | duid.unsigned(1)) {
            case DUID_LLT -> card(duid.part(2, duid.length()), 6);
            case DUID_LL -> card(duid.part(2, duid.length()), 2);
            case DUID_UUID -> duid.length() == 18 ? ports.apply(uuid(duid.part(2, 18))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** @param at where the address begins, behind its hardware type */
    private static Optional<MacAddress> card(Octets value, int at) {
        return value.length() == at + MAC_LENGTH && (value.unsigned(0) << 8 | value.unsigned(1)) == ETHERNET
                ? Optional.of(MacAddress.of(value.part(at, at + MAC_LENGTH).bytes()))
                : Optional.empty();
    }

    private static UUID uuid(Octets octets) {
        var bytes = ByteBuffer.wrap(octets.bytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
