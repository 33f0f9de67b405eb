package io.metalwright.boot.tftp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.boot.wire.Captures;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TftpCodecTest {
    /** As iPXE 1.0.0+git-20190125 sends it. */
    private static final byte[] IPXE_REQUEST = Octets.ofText("\0\1undionly.kpxe\0octet\0blksize\0001432\0tsize\0000\0")
            .bytes();

    private static final List<TftpPacket> PACKETS = List.of(
            new TftpPacket.ReadRequest("a/b", "octet", Map.of("blksize", "1468")),
            new TftpPacket.WriteRequest("a"),
            new TftpPacket.Data(0xAA55, Octets.ofHex("00ff")),
            new TftpPacket.Acknowledgement(0x55AA),
            new TftpPacket.Error(2, "no"),
            new TftpPacket.OptionAcknowledgement(Map.of("tsize", "77")));

    @Test
    void everyPacketSurvivesARoundTripAndTorment() {
        for (var packet : PACKETS) {
            byte[] bytes = TftpCodec.encode(packet);
            assertThat(TftpCodec.decode(bytes)).isEqualTo(packet);
            Captures.torment(bytes, TftpCodec::decode);
        }
        Captures.torment(IPXE_REQUEST, TftpCodec::decode);
    }

    @Test
    void aRequestIsReadWithItsOptionsInOrder() {
        var options = new LinkedHashMap<String, String>();
        options.put("blksize", "1432");
        options.put("tsize", "0");

        assertThat(TftpCodec.decode(IPXE_REQUEST))
                .isEqualTo(new TftpPacket.ReadRequest("undionly.kpxe", "octet", options));
    }

    @Test
    void anUnknownOperationIsNamed() {
        assertThatThrownBy(() -> TftpCodec.decode(new byte[] {0, 9}))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("opcode at offset 0: wanted 1 to 6, found 9");
    }

    @Test
    void termsAreTheWishesWithinBounds() {
        var wishes = new LinkedHashMap<String, String>();
        wishes.put("blksize", "65464");
        wishes.put("windowsize", "16");
        wishes.put("timeout", "3");
        wishes.put("tsize", "0");
        wishes.put("multicast", "");

        var terms = TransferTerms.of(wishes, 1000);

        assertThat(terms.blockSize()).isEqualTo(1468);
        assertThat(terms.windowSize()).isEqualTo(16);
        assertThat(terms.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(terms.accepted())
                .isEqualTo(Map.of("blksize", "1468", "windowsize", "16", "timeout", "3", "tsize", "1000"));
    }

    @Test
    void wishesOutOfBoundsArePassedOver() {
        var terms = TransferTerms.of(Map.of("blksize", "7", "windowsize", "0", "timeout", "256", "tsize", "-1"), 1000);

        assertThat(terms.accepted()).isEmpty();
        assertThat(terms.blockSize()).isEqualTo(512);
        assertThat(terms.windowSize()).isEqualTo(1);
    }
}
