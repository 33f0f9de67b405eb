package io.metalwright.activities.power.ipmi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is sent, byte for byte as first shipped. */
class RequestTest {
    @Test
    void theBootDeviceOnceForUefiIsAsIpmitoolSendsIt() {
        assertThat(new SetSystemBootOptions(BootFlags.of(BootFlags.PXE, false, true)).encode())
                .isEqualTo(Octets.ofHex("05 a0 04 00 00 00").toArray());
    }

    @Test
    void theBootDeviceForGoodForUefiIsAsIpmitoolSendsIt() {
        assertThat(new SetSystemBootOptions(BootFlags.of(BootFlags.DISK, true, true)).encode())
                .isEqualTo(Octets.ofHex("05 e0 08 00 00 00").toArray());
    }

    @Test
    void theBootDeviceForGoodForBiosIsAsIpmitoolSendsIt() {
        assertThat(new SetSystemBootOptions(BootFlags.of(BootFlags.BIOS_SETUP, true, false)).encode())
                .isEqualTo(Octets.ofHex("05 c0 18 00 00 00").toArray());
    }

    @Test
    void aSerialLineIsActivatedAsIpmitoolDoesIt() {
        assertThat(new ActivatePayload(PayloadType.SOL, 1, true, true).encode())
                .isEqualTo(Octets.ofHex("01 01 c8 00 00 00").toArray());
        assertThat(new DeactivatePayload(PayloadType.SOL, 1).encode())
                .isEqualTo(Octets.ofHex("01 01 00 00 00 00").toArray());
    }

    @Test
    void everyPrefixOfASolPacketDecodesOrSaysWhy() {
        byte[] whole = new SolPacket(15, 1, 255, SolPacket.NACK, Octets.of(7, 8)).encode();
        assertThat(SolPacket.decode(whole).encode()).isEqualTo(whole);
        for (int length = 0; length < SolPacket.HEADER; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SolPacket.decode(prefix))
                    .isInstanceOf(MalformedMessage.class)
                    .hasMessageContaining(", offset ");
        }
    }

    @Test
    void theOverrideOutlivesSixtySeconds() {
        assertThat(new SetSystemBootOptions(new BootOption.ValidClearing(true)).encode())
                .containsExactly(3, 0x08);
    }

    @Test
    void theFirmwareHasNotTakenTheOptionsYet() {
        assertThat(new SetSystemBootOptions(new BootOption.Acknowledge()).encode())
                .containsExactly(4, 1, 1);
    }

    @Test
    void bootFlagsSurviveARoundTrip() {
        byte[] bytes = Octets.ofHex("aa 55 aa 55 aa").toArray();
        bytes[0] = (byte) 0xA0;
        assertThat(BootFlags.decode(bytes).encode()).isEqualTo(bytes);
    }

    @Test
    void aPasswordIsFilledUpToTwentyOctetsAndShownNowhere() {
        SetUserPassword command = SetUserPassword.set(3, new byte[] {'s', 'e', 'c', 'r', 'e', 't'});
        assertThat(command.encode())
                .isEqualTo(Octets.ofHex("83 02 736563726574 0000000000000000000000000000")
                        .toArray());
        assertThat(command.toString()).doesNotContain("secret");
    }

    @Test
    void enablingAUserCarriesNoPassword() {
        assertThat(SetUserPassword.enable(3).encode()).containsExactly(3, 1);
        assertThat(SetUserPassword.disable(3).encode()).containsExactly(3, 0);
    }

    @Test
    void userAccessCarriesChannelUserAndPrivilege() {
        assertThat(new SetUserAccess(1, 3, true, true, PrivilegeLevel.ADMINISTRATOR).encode())
                .isEqualTo(Octets.ofHex("b1 03 04 00").toArray());
    }

    @Test
    void aNameIsFilledUpToSixteenOctets() {
        assertThat(new SetUserName(3, "mw").encode())
                .isEqualTo(Octets.ofHex("03 6d77 0000000000000000000000000000").toArray());
        assertThatThrownBy(() -> new SetUserName(3, "seventeen-letters").encode())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLanParameterNamesItsChannel() {
        assertThat(new SetLanConfigurationParameters(0x1, 3, Octets.of(10, 77, 1, 20)).encode())
                .isEqualTo(Octets.ofHex("01 03 0a4d0114").toArray());
        assertThat(GetLanConfigurationParameters.of(1, 12).encode()).containsExactly(1, 12, 0, 0);
    }

    @Test
    void theTrailerPadsThePacketToAMultipleOfFour() {
        for (int length = 12; length < 32; length++) {
            assertThat((length + IntegrityTrailer.beforeCode(length).length()) % 4)
                    .isZero();
        }
        assertThat(IntegrityTrailer.beforeCode(29)).isEqualTo(Octets.ofHex("ff 01 07"));
    }
}
