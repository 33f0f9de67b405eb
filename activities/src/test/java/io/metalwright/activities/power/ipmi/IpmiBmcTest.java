package io.metalwright.activities.power.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcPrivilege;
import io.metalwright.activities.power.BmcUser;
import io.metalwright.activities.power.LanAddress;
import io.metalwright.activities.power.LanSettings;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against OpenIPMI's ipmi_sim; what we set, ipmitool reads, and the other way round. */
@Timeout(120)
class IpmiBmcTest {
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(100), 1.5, Duration.ofMillis(500), Duration.ofSeconds(5));

    @TempDir
    static Path folder;

    private static IpmiSimulator simulator;
    private static IpmiLogin ipmi;

    private Bmc bmc;

    @BeforeAll
    static void start() throws Exception {
        simulator = IpmiSimulator.start(folder);
        ipmi = IpmiLogin.open(SHORT);
        assertThat(ipmi.speaksIpmi20(simulator.address())).isTrue();
    }

    @AfterAll
    static void stop() throws Exception {
        ipmi.close();
        simulator.close();
    }

    @BeforeEach
    void login() {
        bmc = ipmi.login(simulator.address(), IpmiSimulator.ADMIN);
    }

    @AfterEach
    void logout() {
        bmc.close();
    }

    @Test
    void theBmcTellsWhatItIs() throws Exception {
        var info = bmc.info();
        assertThat(simulator.ipmitool("mc", "info"))
                .contains("Manufacturer ID           : " + info.manufacturer())
                .contains("Product ID                : " + info.product())
                .contains("Firmware Revision         : " + info.firmware());
        assertThat(info.manufacturer()).isEqualTo(0x1291);
        assertThat(info.protocol()).isEqualTo("IPMI 2.0");
        assertThat(simulator.ipmitool("mc", "guid", "ipmi"))
                .contains(info.knownSystemId().orElseThrow().toString());
    }

    @Test
    void powerIsWhatIpmitoolMadeIt() throws Exception {
        simulator.ipmitool("chassis", "power", "on");
        assertThat(bmc.powerState()).isEqualTo(PowerState.ON);
        simulator.ipmitool("chassis", "power", "off");
        assertThat(bmc.powerState()).isEqualTo(PowerState.OFF);
    }

    @Test
    void ipmitoolSeesThePowerThatWeSwitched() throws Exception {
        bmc.apply(PowerCommand.ON);
        assertThat(simulator.ipmitool("chassis", "power", "status")).contains("Chassis Power is on");
        assertThat(simulator.value("power")).isEqualTo("1");
        bmc.apply(PowerCommand.OFF);
        assertThat(simulator.ipmitool("chassis", "power", "status")).contains("Chassis Power is off");
        assertThat(simulator.value("power")).isEqualTo("0");
    }

    @Test
    void switchingOnTwiceIsNoFailure() {
        bmc.apply(PowerCommand.ON);
        bmc.apply(PowerCommand.ON);
        assertThat(bmc.powerState()).isEqualTo(PowerState.ON);
    }

    @Test
    void resetReachesTheChassis() throws Exception {
        bmc.apply(PowerCommand.ON);
        bmc.apply(PowerCommand.RESET);
        assertThat(simulator.value("pressed")).contains("reset 1");
    }

    @Test
    void ipmitoolSeesTheBootDeviceThatWeSet() throws Exception {
        bmc.setBootOverride(new BootOverride(BootDevice.NETWORK, false, BootMode.UEFI));
        assertThat(simulator.ipmitool("chassis", "bootparam", "get", "5")).contains("Force PXE");
        bmc.setBootOverride(new BootOverride(BootDevice.DISK, false, BootMode.UEFI));
        assertThat(simulator.ipmitool("chassis", "bootparam", "get", "5"))
                .contains("Force Boot from default Hard-Drive");
        bmc.setBootOverride(new BootOverride(BootDevice.CD, true, BootMode.BIOS));
        assertThat(simulator.ipmitool("chassis", "bootparam", "get", "5")).contains("Force Boot from CD/DVD");
        bmc.setBootOverride(new BootOverride(BootDevice.NONE, false, BootMode.BIOS));
        assertThat(simulator.ipmitool("chassis", "bootparam", "get", "5")).contains("No override");
    }

    @Test
    void theBootDeviceIsWhatIpmitoolMadeIt() throws Exception {
        simulator.ipmitool("chassis", "bootdev", "pxe");
        assertThat(bmc.bootOverride().device()).isEqualTo(BootDevice.NETWORK);
        simulator.ipmitool("chassis", "bootdev", "disk");
        assertThat(bmc.bootOverride().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    void usersAreWhatIpmitoolMadeThem() throws Exception {
        simulator.ipmitool("user", "set", "name", "7", "seven");
        simulator.ipmitool("user", "priv", "7", "3", "1");
        assertThat(bmc.users())
                .contains(new BmcUser(2, "admin", true, BmcPrivilege.ADMINISTRATOR))
                .anySatisfy(user -> {
                    assertThat(user.id()).isEqualTo(7);
                    assertThat(user.name()).isEqualTo("seven");
                    assertThat(user.privilege()).isEqualTo(BmcPrivilege.OPERATOR);
                });
    }

    @Test
    void ipmitoolLogsInAsTheUserThatWeMade() throws Exception {
        BmcCredential made = BmcCredential.of("metalwright", "sixteen-octets-0");
        bmc.setUser(4, made, BmcPrivilege.ADMINISTRATOR);
        assertThat(simulator.ipmitool(made, "chassis", "power", "status")).contains("Chassis Power is");
        assertThat(simulator.ipmitool("user", "list", "1")).containsPattern("4 +metalwright .*ADMINISTRATOR");
        try (Bmc ours = ipmi.login(simulator.address(), made)) {
            assertThat(ours.users()).contains(new BmcUser(4, "metalwright", true, BmcPrivilege.ADMINISTRATOR));
        }
    }

    @Test
    void aDisabledUserIsRefused() {
        BmcCredential leaver = BmcCredential.of("leaver", "goes-today");
        bmc.setUser(5, leaver, BmcPrivilege.ADMINISTRATOR);
        bmc.disableUser(5);
        assertThatThrownBy(() -> ipmi.login(simulator.address(), leaver))
                .isInstanceOf(BmcFailure.CredentialRefused.class)
                .hasMessageContaining("0x0D");
    }

    @Test
    void aWrongPasswordIsToldApartFromAWrongUser() {
        assertThatThrownBy(() -> ipmi.login(simulator.address(), BmcCredential.of("admin", "guess")))
                .isInstanceOf(BmcFailure.CredentialRefused.class)
                .hasMessageContaining("the password is wrong")
                .hasMessageContaining(simulator.address().toString())
                .hasMessageNotContaining("guess");
        assertThatThrownBy(() -> ipmi.login(simulator.address(), BmcCredential.of("nobody", "guess")))
                .isInstanceOf(BmcFailure.CredentialRefused.class)
                .hasMessageContaining("RAKP 2 with 0x0D")
                .hasMessageContaining("no such user");
    }

    @Test
    void theLanIsWhatIpmitoolMadeIt() throws Exception {
        simulator.ipmitool("lan", "set", "1", "ipsrc", "dhcp");
        simulator.ipmitool("lan", "set", "1", "ipaddr", "10.9.8.7");
        LanSettings lan = bmc.lan();
        assertThat(lan.source()).isEqualTo(LanSettings.Source.DHCP);
        assertThat(lan.address().address()).isEqualTo(Ipv4Address.of("10.9.8.7"));
        assertThat(lan.mac()).isEqualTo(MacAddress.of("52:54:00:aa:55:01"));
    }

    @Test
    void ipmitoolSeesTheLanThatWeSet() throws Exception {
        bmc.setLan(new LanAddress(
                Ipv4Address.of("10.77.1.20"), Ipv4Address.of("255.255.255.0"), Ipv4Address.of("10.77.1.1")));
        assertThat(simulator.ipmitool("lan", "print", "1"))
                .contains("IP Address Source       : Static Address")
                .contains("IP Address              : 10.77.1.20")
                .contains("Subnet Mask             : 255.255.255.0")
                .contains("Default Gateway IP      : 10.77.1.1");
    }

    @Test
    void aRefusalNamesCommandAndCode() {
        assertThatThrownBy(() -> bmc.disableUser(0))
                .isInstanceOfSatisfying(BmcFailure.Refused.class, refusal -> {
                    assertThat(refusal.command()).isEqualTo("Set User Password");
                    assertThat(refusal.code()).isNotZero();
                })
                .hasMessageContaining("Set User Password to BMC " + simulator.address());
    }

    @Test
    void aBmcThatWasRestartedIsLoggedInToAnew() throws Exception {
        try (BmcBroker broker = new BmcBroker(ipmi, BmcBroker.IDLE)) {
            assertThat(broker.<Integer>with(
                            simulator.address(),
                            IpmiSimulator.ADMIN,
                            it -> it.info().manufacturer()))
                    .isEqualTo(0x1291);
            simulator.restart();
            assertThatThrownBy(() -> broker.with(simulator.address(), IpmiSimulator.ADMIN, Bmc::powerState))
                    .isInstanceOf(BmcFailure.Unreachable.class);
            assertThat(broker.<Integer>with(
                            simulator.address(),
                            IpmiSimulator.ADMIN,
                            it -> it.info().manufacturer()))
                    .isEqualTo(0x1291);
        }
    }

    @Test
    void sixtyFreshLoginsOfSixtySucceed(TestReporter reporter) {
        long[] micros = new long[60];
        for (int i = 0; i < micros.length; i++) {
            long before = System.nanoTime();
            try (Bmc fresh = ipmi.login(simulator.address(), IpmiSimulator.ADMIN)) {
                micros[i] = (System.nanoTime() - before) / 1000;
                assertThat(fresh.powerState()).isNotNull();
            }
        }
        Arrays.sort(micros);
        reporter.publishEntry("login in microseconds", "median " + micros[30] + ", worst " + micros[59]);
    }
}
