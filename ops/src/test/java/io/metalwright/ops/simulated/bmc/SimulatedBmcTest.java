package io.metalwright.ops.simulated.bmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.activities.power.ipmi.wire.BootFlags;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.Program;
import io.metalwright.ops.simulated.Temper;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ipmitool is the judge. */
@Timeout(120)
class SimulatedBmcTest {
    private static final Ipv4Address FIRST = Ipv4Address.of("127.79.0.1");
    private static final Ipv4Address SECOND = Ipv4Address.of("127.79.0.2");

    @TempDir
    Path folder;

    private final List<String> pressed = new ArrayList<>();
    private final Chassis chassis = new RememberingChassis();
    private final BmcState state = new BmcState(MacAddress.of("52:54:00:0b:00:01"), FIRST);
    private int port;
    private boolean on;
    private SimulatedBmc bmc;

    @BeforeEach
    void start() throws IOException {
        try (var free = new DatagramSocket(new InetSocketAddress(FIRST.value(), 0))) {
            port = free.getLocalPort();
        }
        bmc = SimulatedBmc.start(
                state, chassis, Temper.GOOD, UUID.fromString("6b8032d7-d9f1-4842-8d10-2b9e59e694cf"), port);
    }

    @AfterEach
    void stop() {
        bmc.close();
    }

    @Test
    void thePowerIsSwitchedAndReadBack() throws Exception {
        assertThat(ipmitool("chassis", "power", "status").said()).contains("Chassis Power is off");
        assertThat(ipmitool("chassis", "power", "cycle").status()).isNotZero();
        ipmitool("chassis", "power", "on");
        assertThat(ipmitool("chassis", "power", "status").said()).contains("Chassis Power is on");
        ipmitool("chassis", "power", "cycle");
        ipmitool("chassis", "power", "soft");
        ipmitool("chassis", "power", "off");
        assertThat(pressed).containsExactly("up", "reset", "soft", "down");
    }

    @Test
    void aBootDeviceCountsForOneBootUnlessItIsForGood() throws Exception {
        ipmitool("chassis", "bootdev", "pxe");
        assertThat(ipmitool("chassis", "bootparam", "get", "5").said()).contains("Force PXE", "Boot Flag Valid");
        assertThat(state.takeBootFlags())
                .extracting(BootFlags::valid, BootFlags::device)
                .containsExactly(true, BootFlags.PXE);
        assertThat(state.takeBootFlags().valid()).isFalse();

        ipmitool("chassis", "bootdev", "disk", "options=persistent");
        assertThat(state.takeBootFlags().device()).isEqualTo(BootFlags.DISK);
        assertThat(state.takeBootFlags().valid()).isTrue();
    }

    @Test
    void itsNetworkReadsAsItIsAndItMovesToAnotherAddress() throws Exception {
        assertThat(ipmitool("lan", "print", "1").said())
                .containsPattern("IP Address Source +: DHCP Address")
                .containsPattern("IP Address +: 127\\.79\\.0\\.1")
                .containsPattern("MAC Address +: 52:54:00:0b:00:01");

        state.address(SECOND);

        assertThat(at(SECOND, "admin", "admin", "lan", "print", "1").said())
                .containsPattern("IP Address +: 127\\.79\\.0\\.2");
        assertThat(ipmitool("mc", "info").status()).isNotZero();
    }

    @Test
    void aUserThatIsMadeMayLogInAndOneThatIsDisabledMayNot() throws Exception {
        ipmitool("user", "set", "name", "3", "robot");
        ipmitool("user", "set", "password", "3", "sixteen-octets!!");
        ipmitool("channel", "setaccess", "1", "3", "ipmi=on", "privilege=4");
        assertThat(at(FIRST, "robot", "sixteen-octets!!", "mc", "info").status())
                .isNotZero();
        ipmitool("user", "enable", "3");

        assertThat(ipmitool("user", "list", "1").said()).containsPattern("3 +robot .*ADMINISTRATOR");
        assertThat(at(FIRST, "robot", "sixteen-octets!!", "mc", "info").said())
                .containsPattern("IPMI Version +: 2\\.0");
    }

    @Test
    void strangersAndWrongPasswordsAreRefused() throws Exception {
        assertThat(at(FIRST, "admin", "wrong", "mc", "info").status()).isNotZero();
        assertThat(at(FIRST, "nobody", "admin", "mc", "info").status()).isNotZero();
        try (var login = IpmiLogin.open(Patience.DEFAULT)) {
            var address = new BmcAddress(FIRST.value(), port);
            assertThat(login.speaksIpmi20(address)).isTrue();
            assertThatThrownBy(() -> login.login(address, BmcCredential.of("admin", "wrong")))
                    .isInstanceOf(BmcFailure.CredentialRefused.class)
                    .hasMessageContaining("password is wrong");
            assertThatThrownBy(() -> login.login(address, BmcCredential.of("nobody", "admin")))
                    .isInstanceOf(BmcFailure.CredentialRefused.class)
                    .hasMessageContaining("nobody");
        }
    }

    @Test
    void garbageIsDropped() throws Exception {
        var random = new Random(7);
        try (var socket = new DatagramSocket()) {
            for (int count = 0; count < 2000; count++) {
                var bytes = new byte[random.nextInt(1, 80)];
                random.nextBytes(bytes);
                if (count % 2 == 0 && bytes.length > 5) {
                    // So that it is read further than its first octet.
                    System.arraycopy(new byte[] {6, 0, (byte) 0xFF, 7, 6}, 0, bytes, 0, 5);
                }
                socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(FIRST.value(), port)));
            }
        }
        assertThat(ipmitool("mc", "guid").status()).isZero();
    }

    private Program ipmitool(String... words) throws IOException, InterruptedException {
        return at(FIRST, "admin", "admin", words);
    }

    private Program at(Ipv4Address address, String user, String password, String... words)
            throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("password"), password);
        var command = new ArrayList<>(List.of("ipmitool", "-I", "lanplus", "-C", "3", "-N", "2", "-R", "2"));
        command.addAll(List.of("-H", address.value(), "-p", String.valueOf(port), "-U", user, "-f", file.toString()));
        command.addAll(List.of(words));
        return Program.run(command);
    }

    private final class RememberingChassis implements Chassis {
        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public void powerUp() {
            on = true;
            pressed.add("up");
        }

        @Override
        public void powerDown() {
            on = false;
            pressed.add("down");
        }

        @Override
        public void reset() {
            pressed.add("reset");
        }

        @Override
        public void softShutdown() {
            pressed.add("soft");
        }
    }
}
