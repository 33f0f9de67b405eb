package io.metalwright.boot.dhcp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.boot.wire.Captures;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DhcpCodecTest {
    @Test
    void everyCaptureSurvivesARoundTrip() {
        assertThat(Captures.all()).isNotEmpty();
        Captures.all().forEach((name, packet) -> {
            var message = DhcpDecoder.decode(packet);
            assertThat(DhcpDecoder.decode(DhcpEncoder.encode(message))).as(name).isEqualTo(message);
        });
    }

    @Test
    void aCaptureIsReadFieldByField() {
        var message = DhcpDecoder.decode(Captures.dhcp("ovmf-pxe-request"));

        assertThat(message.type()).isEqualTo(DhcpMessageType.REQUEST);
        assertThat(message.operation()).isEqualTo(DhcpMessage.Operation.REQUEST);
        assertThat(message.broadcast()).isTrue();
        assertThat(message.clientHardware()).isEqualTo(MacAddress.of("52:54:00:aa:00:02"));
        assertThat(message.relayAddress()).isEqualTo(Ipv4Address.ANY);
        assertThat(message.options().text(OptionCode.VENDOR_CLASS)).contains("PXEClient:Arch:00007:UNDI:003000");
        assertThat(message.options().unsignedShorts(OptionCode.CLIENT_ARCHITECTURE))
                .containsExactly(7);
        assertThat(message.options().address(OptionCode.REQUESTED_ADDRESS)).contains(Ipv4Address.of("10.0.2.15"));
        assertThat(message.options().address(OptionCode.SERVER_IDENTIFIER)).contains(Ipv4Address.of("10.0.2.2"));
        assertThat(message.options().asksFor(OptionCode.BOOT_FILE_NAME)).isTrue();
        assertThat(message.options().asksFor(OptionCode.RELAY_AGENT_INFORMATION))
                .isFalse();
    }

    @Test
    void everyPrefixAndEveryChangedByteDecodesOrSaysWhyNot() {
        Captures.all()
                .values()
                .forEach(packet -> Captures.torment(packet, bytes -> {
                    var message = DhcpDecoder.decode(bytes);
                    // What was read can also be written: a reply echoes parts of it.
                    DhcpEncoder.encode(message);
                }));
    }

    @Test
    void repeatedOptionsAreJoinedInOrder() {
        var message = DhcpDecoder.decode(message("350101" + "4303616263" + "4303646566" + "ff"));

        assertThat(message.options().text(OptionCode.BOOT_FILE_NAME)).contains("abcdef");
    }

    @Test
    void overloadedFieldsAreReadAsOptionsFileFirst() {
        byte[] packet = message("350101" + "340103" + "430161" + "ff");
        put(packet, 108, "430162ff");
        put(packet, 44, "430163ff");

        var message = DhcpDecoder.decode(packet);

        assertThat(message.options().text(OptionCode.BOOT_FILE_NAME)).contains("abc");
        assertThat(message.bootFile()).isEmpty();
        assertThat(message.serverName()).isEmpty();
    }

    @Test
    void anOptionLongerThan255BytesIsSplitAndJoinedAgain() {
        var longValue = Octets.ofText("x".repeat(600));
        var message = withOptions(DhcpOptions.NONE
                .more()
                .put(OptionCode.VENDOR_SPECIFIC, longValue)
                .build());

        var decoded = DhcpDecoder.decode(DhcpEncoder.encode(message));

        assertThat(decoded.options().octets(OptionCode.VENDOR_SPECIFIC)).contains(longValue);
    }

    @Test
    void relayAgentInformationIsWrittenLast() {
        var message = withOptions(DhcpOptions.NONE
                .more()
                .put(OptionCode.RELAY_AGENT_INFORMATION, Octets.ofHex("0104deadbeef"))
                .put(OptionCode.VENDOR_CLASS, "x")
                .build());

        byte[] packet = DhcpEncoder.encode(message);

        assertThat(Octets.of(packet).hex()).contains("3c01785206" + "0104deadbeef" + "ff");
    }

    @Test
    void noMessageIsShorterThanABootpMessage() {
        assertThat(DhcpEncoder.encode(withOptions(DhcpOptions.NONE))).hasSize(300);
    }

    @Test
    void anErrorSaysWhatWhereWantedAndFound() {
        assertThatThrownBy(() -> DhcpDecoder.decode(message("350101" + "3c20aa")))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("option 60 at offset 244: wanted 32 bytes, found 1 bytes");
        assertThatThrownBy(() -> DhcpDecoder.decode(new byte[10])).hasMessage("op at offset 0: wanted 1 or 2, found 0");
    }

    @Test
    void plainBootpIsRefusedByName() {
        assertThatThrownBy(() -> DhcpDecoder.decode(message("ff"))).hasMessageContaining("none (BOOTP)");
    }

    @Test
    void aMulticastHardwareAddressIsStillReadable() {
        byte[] packet = message("350101ff");
        Arrays.fill(packet, 28, 34, (byte) 0xFF);

        assertThat(DhcpDecoder.decode(packet).clientHardware().isUnicast()).isFalse();
    }

    private static DhcpMessage withOptions(DhcpOptions options) {
        return new DhcpMessage(
                DhcpMessage.Operation.REPLY,
                0,
                0x01020304,
                0,
                false,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                MacAddress.of("52:54:00:12:34:56"),
                "",
                "",
                DhcpMessageType.OFFER,
                options);
    }

    private static byte[] message(String options) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Octets.ofHex("01010600").bytes());
        out.writeBytes(new byte[24]);
        out.writeBytes(Octets.ofHex("525400123456").bytes());
        out.writeBytes(new byte[10 + 64 + 128]);
        out.writeBytes(Octets.ofHex("63825363" + options).bytes());
        return out.toByteArray();
    }

    private static void put(byte[] packet, int offset, String hex) {
        byte[] value = Octets.ofHex(hex).bytes();
        System.arraycopy(value, 0, packet, offset, value.length);
    }
}
