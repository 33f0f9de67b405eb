package io.metalwright.activities.power.ipmi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.power.ipmi.wire.GetChassisStatus.RestorePolicy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Answers of 0xAA and of 0x55 throughout: every bit is seen as 1 and as 0 in its own field. */
class AlternatingBitsTest {
    private static byte[] repeated(int octet, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) octet);
        return bytes;
    }

    @Test
    void chassisStatus() {
        GetChassisStatus command = new GetChassisStatus();
        assertThat(command.decode(repeated(0xAA, 4)))
                .isEqualTo(new GetChassisStatus.Answer(
                        false,
                        true,
                        false,
                        true,
                        false,
                        RestorePolicy.AS_BEFORE,
                        false,
                        true,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        0xAA,
                        Octets.of(0xAA)));
        assertThat(command.decode(repeated(0x55, 3)))
                .isEqualTo(new GetChassisStatus.Answer(
                        true,
                        false,
                        true,
                        false,
                        true,
                        RestorePolicy.POWERS_UP,
                        true,
                        false,
                        true,
                        false,
                        true,
                        true,
                        false,
                        true,
                        false,
                        0x55,
                        Octets.NONE));
    }

    @Test
    void deviceId() {
        GetDeviceId command = new GetDeviceId();
        assertThat(command.decode(repeated(0xAA, 15)))
                .isEqualTo(new GetDeviceId.Answer(
                        0xAA,
                        10,
                        true,
                        false,
                        0x2A,
                        110,
                        "10.10",
                        0xAA,
                        0xAAAAA,
                        0xAAAA,
                        Octets.of(0xAA, 0xAA, 0xAA, 0xAA)));
        assertThat(command.decode(repeated(0x55, 11)))
                .isEqualTo(new GetDeviceId.Answer(
                        0x55, 5, false, true, 0x55, 55, "5.5", 0x55, 0x55555, 0x5555, Octets.NONE));
    }

    @Test
    void channelAuthenticationCapabilities() {
        var command = new GetChannelAuthenticationCapabilities(0xE, PrivilegeLevel.ADMINISTRATOR);
        assertThat(command.decode(repeated(0xAA, 8)))
                .isEqualTo(new GetChannelAuthenticationCapabilities.Answer(
                        0xA, true, 0x2A, true, true, false, false, true, false, true, false));
        assertThat(command.decode(repeated(0x55, 8)))
                .isEqualTo(new GetChannelAuthenticationCapabilities.Answer(
                        0x5, false, 0x15, false, false, true, true, false, true, false, false));
    }

    @Test
    void bootFlags() {
        assertThat(BootFlags.decode(repeated(0xAA, 5)))
                .isEqualTo(new BootFlags(true, false, true, 0xA, 0x82, Octets.of(0xAA, 0xAA, 0xAA)));
        assertThat(BootFlags.decode(repeated(0x55, 5)))
                .isEqualTo(new BootFlags(false, true, false, 0x5, 0x41, Octets.of(0x55, 0x55, 0x55)));
    }

    @Test
    void userAccess() {
        GetUserAccess command = new GetUserAccess(1, 2);
        assertThat(command.decode(repeated(0xAA, 4)))
                .isEqualTo(new GetUserAccess.Answer(
                        0x2A, GetUserAccess.Enabled.DISABLED, 0x2A, 0x2A, true, true, false, new PrivilegeLevel(0xA)));
        assertThat(command.decode(repeated(0x55, 4)))
                .isEqualTo(new GetUserAccess.Answer(
                        0x15, GetUserAccess.Enabled.ENABLED, 0x15, 0x15, false, false, true, PrivilegeLevel.OEM));
    }

    @Test
    void channelInfo() {
        GetChannelInfo command = new GetChannelInfo(0xE);
        assertThat(command.decode(repeated(0xAA, 9))).isEqualTo(new GetChannelInfo.Answer(0xA, 0x2A, 0x0A, 2, 0x2A));
        assertThat(command.decode(repeated(0x55, 9))).isEqualTo(new GetChannelInfo.Answer(0x5, 0x55, 0x15, 1, 0x15));
    }

    @Test
    void channelAccess() {
        GetChannelAccess command = new GetChannelAccess(1, true);
        assertThat(command.decode(repeated(0xAA, 2)))
                .isEqualTo(new GetChannelAccess.Answer(
                        false, true, false, GetChannelAccess.Mode.ALWAYS, new PrivilegeLevel(0xA)));
        assertThat(command.decode(repeated(0x55, 2)))
                .isEqualTo(new GetChannelAccess.Answer(
                        true, false, true, GetChannelAccess.Mode.RESERVED, PrivilegeLevel.OEM));
    }

    @Test
    void bootOptionsAnswer() {
        GetSystemBootOptions command = new GetSystemBootOptions(5);
        assertThat(command.decode(repeated(0xAA, 4)))
                .isEqualTo(new GetSystemBootOptions.Answer(0x2A, true, Octets.of(0xAA, 0xAA)));
        assertThat(command.decode(repeated(0x55, 4)))
                .isEqualTo(new GetSystemBootOptions.Answer(0x55, false, Octets.of(0x55, 0x55)));
    }

    @Test
    void activatedPayload() {
        ActivatePayload command = new ActivatePayload(PayloadType.SOL, 1, true, true);
        assertThat(command.decode(repeated(0xAA, 12))).isEqualTo(new ActivatePayload.Answer(0xAAAA, 0xAAAA, 0xAAAA));
        assertThat(command.decode(repeated(0x55, 12))).isEqualTo(new ActivatePayload.Answer(0x5555, 0x5555, 0x5555));
    }

    @Test
    void payloadActivation() {
        GetPayloadActivationStatus command = new GetPayloadActivationStatus(PayloadType.SOL);
        assertThat(command.decode(repeated(0xAA, 3))).isEqualTo(new GetPayloadActivationStatus.Answer(0xA, 0xAAAA));
        assertThat(command.decode(repeated(0x55, 3))).isEqualTo(new GetPayloadActivationStatus.Answer(0x5, 0x5555));
        assertThat(command.decode(repeated(0x55, 3)).isActive(1)).isTrue();
        assertThat(command.decode(repeated(0x55, 3)).isActive(2)).isFalse();
    }

    @Test
    void payloadInstance() {
        GetPayloadInstanceInfo command = new GetPayloadInstanceInfo(PayloadType.SOL, 1);
        assertThat(command.decode(repeated(0xAA, 12))).isEqualTo(0xAAAAAAAA);
        assertThat(command.decode(repeated(0x55, 12))).isEqualTo(0x55555555);
    }

    @Test
    void solPacket() {
        assertThat(SolPacket.decode(repeated(0xAA, 6)))
                .isEqualTo(new SolPacket(0xA, 0xA, 0xAA, 0xAA, Octets.of(0xAA, 0xAA)));
        assertThat(SolPacket.decode(repeated(0x55, 6)))
                .isEqualTo(new SolPacket(0x5, 0x5, 0x55, 0x55, Octets.of(0x55, 0x55)));
    }

    @Test
    void rmcpPlusHeader() {
        byte[] packet = {
            0x06, (byte) 0xAA, (byte) 0xAA, (byte) 0xAA, (byte) 0xAA, (byte) 0xAA, 0x55, 0x55, 0x55, 0x55, 1, 0, 0x7F, 9
        };
        assertThat(SessionPacket.decode(packet))
                .isEqualTo(new SessionPacket.RmcpPlus(
                        new PayloadType(0x2A), true, false, 0xAAAAAAAA, 0x55555555, Octets.of(0x7F), Octets.of(9)));
    }
}
