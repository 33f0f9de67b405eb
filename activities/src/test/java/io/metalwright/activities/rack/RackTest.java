package io.metalwright.activities.rack;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.bmcsetup.InBandBmcSetUp;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.switching.BmcCareActivity;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.activities.switching.IntendedPasswords;
import io.metalwright.activities.switching.PowerActivity;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.steps.BmcCare;
import io.metalwright.workflows.steps.BmcSetUp;
import io.metalwright.workflows.steps.Power;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine with real firmware and a real BMC of its own, switched from outside and set up from inside. */
@Timeout(300)
class RackTest {
    private static final SecretReference FACTORY = SecretReference.of("secret:factory");
    private static final SecretReference OURS = SecretReference.of("secret:bmc/m-rack");
    private static final String PASSWORD = "sixteen-octets!!";

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private final SecretStore secrets = reference -> Secret.of(reference.equals(FACTORY) ? "admin" : PASSWORD);

    @TempDir
    Path folder;

    private Rack rack;
    private IpmiLogin ipmi;
    private BmcBroker broker;
    private BmcVisits visits;
    private Power power;
    private BmcTarget factory;

    @BeforeEach
    void start() throws Exception {
        ipmi = IpmiLogin.open(Patience.DEFAULT);
        broker = new BmcBroker(ipmi, BmcBroker.IDLE);
        visits = new BmcVisits(broker, secrets);
        rack = Rack.create(folder.resolve("lab"));
        temporal.registerActivitiesImplementations(new PowerActivity(visits));
        power = temporal.newActivityStub(Power.class, ActivityTimes.USUAL);
        factory = new BmcTarget(
                MachineId.of("m-rack"),
                BmcProtocol.IPMI,
                rack.machine().path("bmc").path("address").asText(),
                623,
                "admin",
                FACTORY);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        ipmi.close();
        temporal.close();
        if (rack != null) {
            rack.close();
        }
    }

    @Test
    void theMachineHasThePowerAndTheBootDeviceThatItsBmcWasTold() throws Exception {
        assertThat(power.apply(factory, PowerCommand.ON)).isEqualTo(PowerState.ON);
        assertThat(rack.machine().path("power").asText()).isEqualTo("on");
        assertThat(power.apply(factory, PowerCommand.CYCLE)).isEqualTo(PowerState.ON);
        assertThat(power.apply(factory, PowerCommand.RESET)).isEqualTo(PowerState.ON);
        assertThat(power.apply(factory, PowerCommand.OFF)).isEqualTo(PowerState.OFF);
        assertThat(rack.machine().path("power").asText()).isEqualTo("off");

        var forGood = new BootOverride(BootDevice.DISK, true, BootMode.UEFI);
        visits.visit(factory, bmc -> {
            bmc.setBootOverride(forGood);
            return true;
        });
        power.apply(factory, PowerCommand.ON);
        assertThat(visits.visit(factory, Bmc::bootOverride).shows(forGood)).isTrue();
        power.clearBootOverride(factory, BootMode.UEFI);
        assertThat(visits.visit(factory, Bmc::bootOverride).armed()).isFalse();

        assertThat(power.bootFromNetwork(factory, BootMode.BIOS))
                .contains("network, once, BIOS;", "switched off and on");
        // The chassis used it up with the power-on.
        assertThat(visits.visit(factory, Bmc::bootOverride).armed()).isFalse();
    }

    @Test
    void theBmcIsStartedAnewWhileItsMachineGoesOn() throws Exception {
        power.apply(factory, PowerCommand.ON);
        temporal.registerActivitiesImplementations(new BmcCareActivity(visits, IntendedPasswords.none()));
        assertThat(temporal.newActivityStub(BmcCare.class, ActivityTimes.USUAL).reset(factory))
                .startsWith("It was gone, and answers again after ");
        assertThat(power.read(factory)).isEqualTo(PowerState.ON);
    }

    @Test
    void theBmcIsSetUpFromBootOsAndAnswersAtItsNewAddress() throws Exception {
        try (var bootOs = new BootOsOnRack(rack, folder)) {
            power.bootFromNetwork(factory, BootMode.BIOS);
            var target = bootOs.target();
            assertThat(bootOs.wasBooted()).isTrue();
            var shells = new BootOsShells(bootOs.keys());
            try (var shell = shells.open(target, () -> {})) {
                shell.demand(
                        "wait for the driver of the BMC",
                        Command.script("until [ -e /dev/ipmi0 ]; do sleep 1; done")
                                .within(Duration.ofSeconds(60)));
            }
            temporal.registerActivitiesImplementations(new InBandBmcSetUp(shells, visits, secrets));
            var setUp = temporal.newActivityStub(
                    BmcSetUp.class,
                    ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofMinutes(4))
                            .build());
            var moved = factory.address().replaceFirst("\\d+$", "99");
            var wish = new BmcSetUp.Wish(
                    Ipv4Address.of(moved), Ipv4Address.of("255.255.255.0"), null, "metalwright", OURS);

            var ours = setUp.setUp(target, wish);

            assertThat(ours.address()).isEqualTo(moved);
            assertThat(rack.machine().path("bmc").path("address").asText()).isEqualTo(moved);
            assertThat(setUp.setUp(target, wish)).isEqualTo(ours);
            var passwordFile =
                    Files.writeString(folder.resolve("password"), PASSWORD).toString();
            assertThat(Rack.run(
                            "ipmitool",
                            "-I",
                            "lanplus",
                            "-C",
                            "3",
                            "-H",
                            moved,
                            "-U",
                            "metalwright",
                            "-f",
                            passwordFile,
                            "chassis",
                            "power",
                            "status"))
                    .contains("is on");
            assertThat(power.apply(ours, PowerCommand.OFF)).isEqualTo(PowerState.OFF);
            assertThat(rack.machine().path("power").asText()).isEqualTo("off");
        }
    }
}
