package io.metalwright.activities.health.trap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.power.ipmi.TrapReading;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.PlatformEventTrap;
import io.metalwright.model.bmc.Health;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SnmpTrapTest {
    /** GUID 0x00 to 0x0F, sequence 0x1234, fan 0x30 below its lower critical threshold at 2026-05-04T12:00:00Z. */
    static final String VALUE = "000102030405060708090a0b0c0d0e0f" + "1234" + "354dadc0" + "0000" + "2020" + "10" + "20"
            + "30" + "07" + "01" + "5200000000000000" + "19" + "000002a2" + "0100";

    /** Fan (4), threshold (1), lower critical going low (2). */
    static final long SPECIFIC = 0x040102;

    private static byte[] tlv(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var octets = new byte[2 + length];
        octets[0] = (byte) tag;
        octets[1] = (byte) length;
        int at = 2;
        for (var part : parts) {
            System.arraycopy(part, 0, octets, at, part.length);
            at += part.length;
        }
        return octets;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static byte[] trap(String value) {
        var enterprise = tlv(0x06, hex("2b06010401986f0101"));
        var name = tlv(0x06, hex("2b06010401986f010101"));
        return tlv(
                0x30,
                hex("020100"),
                tlv(0x04, "public".getBytes(StandardCharsets.US_ASCII)),
                tlv(
                        0xA4,
                        enterprise,
                        hex("40040a090807"),
                        hex("020106"),
                        hex("0203040102"),
                        hex("430100"),
                        tlv(0x30, tlv(0x30, name, tlv(0x04, hex(value))))));
    }

    @Test
    void aPlatformEventIsReadAsTheEventThatItIs() {
        var trap = SnmpTrap.decode(trap(VALUE));
        assertThat(trap.enterprise()).isEqualTo(PlatformEventTrap.ENTERPRISE);
        assertThat(trap.generic()).isEqualTo(6);
        assertThat(trap.specific()).isEqualTo(SPECIFIC);
        var event = TrapReading.words(
                trap.specific(), trap.value(PlatformEventTrap.VARIABLE).orElseThrow());
        assertThat(event.time()).isEqualTo(Instant.parse("2026-05-04T12:00:00Z"));
        assertThat(event.sensor()).isEqualTo("#0x30");
        assertThat(event.type()).isEqualTo("Fan");
        assertThat(event.words()).containsIgnoringCase("lower critical");
        assertThat(event.asserted()).isTrue();
        assertThat(event.severity()).isEqualTo(Health.CRITICAL);
    }

    @Test
    void theDirectionOfAnEventStandsInTheTrapsNumber() {
        assertThat(TrapReading.words(SPECIFIC | 0x80, hex(VALUE)).asserted()).isFalse();
    }

    @Test
    void everyPrefixAndEveryChangedOctetIsReadOrRefusedAndNothingElse() {
        var whole = trap(VALUE);
        for (int length = 0; length < whole.length; length++) {
            var prefix = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SnmpTrap.decode(prefix)).isInstanceOf(MalformedTrap.class);
        }
        int read = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                var changed = whole.clone();
                changed[at] = (byte) value;
                try {
                    var trap = SnmpTrap.decode(changed);
                    var carried = trap.value(PlatformEventTrap.VARIABLE);
                    if (carried.isPresent()) {
                        TrapReading.words(trap.specific(), carried.get());
                        read++;
                    }
                } catch (MalformedTrap | MalformedMessage e) {
                    assertThat(e.getMessage()).contains("offset");
                }
            }
        }
        assertThat(read).isGreaterThan(whole.length);
    }

    @Test
    void lengthsThatLieAreFoundBeforeAnythingIsTaken() {
        assertThatThrownBy(() -> SnmpTrap.decode(hex("3084ffffffff")))
                .isInstanceOf(MalformedTrap.class)
                .hasMessageContaining("length of at most 3 octets");
        assertThatThrownBy(() -> SnmpTrap.decode(hex("3083ffffff00")))
                .isInstanceOf(MalformedTrap.class)
                .hasMessageContaining("left");
        assertThatThrownBy(() -> SnmpTrap.decode(hex("3080"))).isInstanceOf(MalformedTrap.class);
    }
}
