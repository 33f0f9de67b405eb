package io.metalwright.boot.dhcp6.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.boot.dhcp6.Dhcp6Messages;
import io.metalwright.boot.wire.Captures;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.network.Ipv6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Dhcp6CodecTest {
    @Test
    void aMessageIsReadFieldByField() {
        // SOLICIT of 0xabcdef: client identifier, IA_NA with an address, elapsed time, request of 23 and 59,
        // architecture 16.
        var packet = Dhcp6Decoder.decode(bytes("01abcdef" + "0001000a00030001525400990601" + "00030028"
                + "00990601" + "00000e10" + "00001518" + "00050018" + "fd990000000000000000000000000100"
                + "00000e10" + "00001c20" + "000800020001" + "000600040017003b" + "003d00020010"));
        var message = packet.message();

        assertThat(packet.isRelayed()).isFalse();
        assertThat(message.type()).isEqualTo(Dhcp6MessageType.SOLICIT);
        assertThat(message.transactionId()).isEqualTo(0xABCDEF);
        assertThat(message.options().octets(Dhcp6OptionCode.CLIENT_IDENTIFIER))
                .contains(Octets.ofHex("00030001525400990601"));
        assertThat(message.options().unsignedShorts(Dhcp6OptionCode.OPTION_REQUEST))
                .containsExactly(23, 59);
        assertThat(message.options().unsignedShorts(Dhcp6OptionCode.CLIENT_ARCHITECTURE))
                .containsExactly(16);
        var association = message.options().identityAssociations().getFirst();
        assertThat(association.id()).isEqualTo(0x00990601);
        assertThat(association.renewal()).isEqualTo(3600);
        assertThat(association.rebinding()).isEqualTo(5400);
        assertThat(association.addresses())
                .containsExactly(new IdentityAssociation.Address(Ipv6Address.of("fd99::100"), 3600, 7200));
    }

    @Test
    void classesAreReadBehindTheirLengths() {
        var options = Dhcp6Decoder.decode(Dhcp6Messages.encoded(Dhcp6MessageType.SOLICIT, Dhcp6Messages.AS_HTTP_BOOT))
                .message()
                .options();
        assertThat(options.vendorClasses()).containsExactly("HTTPClient:Arch:00016:UNDI:003001");
        assertThat(options.userClasses()).isEmpty();

        var cutShort = Dhcp6Options.builder()
                .put(Dhcp6OptionCode.USER_CLASS, Octets.ofHex("000469505845" + "0009"))
                .build();
        assertThat(cutShort.userClasses()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgainAsItWas() {
        for (var packet : samples()) {
            var decoded = Dhcp6Decoder.decode(Dhcp6Encoder.encode(packet));
            assertThat(decoded).isEqualTo(packet);
            assertThat(Dhcp6Encoder.encode(decoded)).isEqualTo(Dhcp6Encoder.encode(packet));
        }
    }

    @Test
    void everyPrefixAndEveryChangedByteDecodesOrSaysWhyNot() {
        for (var packet : samples()) {
            Captures.torment(Dhcp6Encoder.encode(packet), bytes -> {
                var decoded = Dhcp6Decoder.decode(bytes);
                decoded.message().options().vendorClasses();
                decoded.message().options().userClasses();
                Dhcp6Encoder.encode(decoded);
                decoded.message().options().identityAssociations().forEach(IdentityAssociation::addresses);
            });
        }
    }

    @Test
    void relayedMessagesAreUnwrappedAndWrappedAgain() {
        var relayed = relayed(2);

        assertThat(relayed.link()).contains(Ipv6Address.of("fd99:2::1"));
        assertThat(relayed.hops().getLast().peerAddress()).isEqualTo(Ipv6Address.of("fe80::2"));

        var answer = relayed.answeredBy(new Dhcp6Message(Dhcp6MessageType.REPLY, 1, Dhcp6Options.NONE));
        byte[] bytes = Dhcp6Encoder.encode(answer);
        assertThat(bytes[0]).isEqualTo((byte) 13);
        assertThat(Dhcp6Decoder.decode(bytes)).isEqualTo(answer);
        // Each agent is told again by which of its interfaces the message came, and nothing else that it wrote.
        assertThat(answer.hops()).allSatisfy(hop -> {
            assertThat(hop.options().octets(Dhcp6OptionCode.INTERFACE_ID)).contains(Octets.ofHex("72"));
            assertThat(hop.options().values()).hasSize(1);
        });
    }

    @Test
    void aMessagePassesEightRelayAgentsAndNoMore() {
        assertThat(Dhcp6Decoder.decode(Dhcp6Encoder.encode(relayed(8))).hops()).hasSize(8);

        var inner = Octets.of(Dhcp6Encoder.encode(relayed(8)));
        var outer = Octets.ofHex("0c00" + "00".repeat(32) + "0009")
                .followedBy(Octets.ofInt(inner.length()).part(2, 4))
                .followedBy(inner);
        assertThatThrownBy(() -> Dhcp6Decoder.decode(outer.bytes()))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining("at most 8 relay agents");
    }

    @Test
    void anErrorSaysWhatWhereWantedAndFound() {
        assertThatThrownBy(() -> Dhcp6Decoder.decode(new byte[0]))
                .hasMessage("msg-type at offset 0: wanted 1 bytes, found 0 bytes");
        assertThatThrownBy(() -> Dhcp6Decoder.decode(bytes("0e000000")))
                .hasMessage("msg-type at offset 0: wanted 1 to 13, found 14");
        assertThatThrownBy(() -> Dhcp6Decoder.decode(bytes("01abcdef" + "0001000aff")))
                .hasMessage("option 1 at offset 4: wanted 10 bytes, found 1 bytes");
        assertThatThrownBy(() -> Dhcp6Decoder.decode(bytes("0c00" + "00".repeat(32))))
                .hasMessage("option 9 at offset 34: wanted a relayed message, found none");
        // Inside of what a relay agent passed on, too.
        assertThatThrownBy(() -> Dhcp6Decoder.decode(bytes("0c00" + "00".repeat(32) + "0009000401abcd")))
                .hasMessageContaining("option 9 at offset 34");
    }

    private static List<Dhcp6Packet> samples() {
        var samples = new ArrayList<Dhcp6Packet>();
        samples.add(new Dhcp6Packet(List.of(), Dhcp6Messages.message(Dhcp6MessageType.SOLICIT, Dhcp6Messages.AS_IPXE)));
        samples.add(new Dhcp6Packet(
                List.of(),
                new Dhcp6Message(
                        Dhcp6MessageType.REPLY,
                        7,
                        Dhcp6Options.builder()
                                .put(IdentityAssociation.of(
                                        1, Ipv6Address.of("fd99::1"), Duration.ofHours(1), List.of(Ipv6Address.ANY)))
                                .put(IdentityAssociation.refused(2, StatusCode.NO_BINDING, "no"))
                                .put(StatusCode.SUCCESS, "")
                                .build())));
        samples.add(relayed(1));
        samples.add(relayed(3));
        return samples;
    }

    private static Dhcp6Packet relayed(int times) {
        var hops = new ArrayList<RelayHop>();
        for (int i = 1; i <= times; i++) {
            hops.add(new RelayHop(
                    times - i,
                    Ipv6Address.of("fd99:" + i + "::1"),
                    Ipv6Address.of("fe80::" + i),
                    Dhcp6Options.builder()
                            .put(Dhcp6OptionCode.INTERFACE_ID, Octets.ofHex("72"))
                            .put(Dhcp6OptionCode.CLIENT_LINK_LAYER_ADDRESS, Octets.ofHex("0001525400990601"))
                            .build()));
        }
        return new Dhcp6Packet(hops, Dhcp6Messages.message(Dhcp6MessageType.SOLICIT, Dhcp6Messages.AS_HTTP_BOOT));
    }

    private static byte[] bytes(String hex) {
        return Octets.ofHex(hex).bytes();
    }
}
