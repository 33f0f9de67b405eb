package io.metalwright.activities.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metalwright.activities.inspection.BmcInspection;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.redfish.CertificatePins;
import io.metalwright.activities.power.redfish.RedfishLogin;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.switching.BiosActivity;
import io.metalwright.activities.switching.BmcCareActivity;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.activities.switching.FirmwareActivity;
import io.metalwright.activities.switching.IntendedPasswords;
import io.metalwright.activities.switching.PowerActivity;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.bmc.KeyReset;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.steps.Bios;
import io.metalwright.workflows.steps.BmcCare;
import io.metalwright.workflows.steps.Firmware;
import io.metalwright.workflows.steps.OutOfBandInspection;
import io.metalwright.workflows.steps.Power;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine with real firmware, switched and booted over the lab's Redfish. */
@Timeout(300)
class RedfishOnRackTest {
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private final RedfishLogin redfish = RedfishLogin.open(CertificatePins.inMemory(), RedfishLogin.PATIENCE);
    private final BmcBroker broker = new BmcBroker(redfish, BmcBroker.IDLE);

    @TempDir
    Path folder;

    private Rack rack;
    private Power power;
    private BmcTarget bmc;

    @BeforeEach
    void start() throws Exception {
        rack = Rack.create(folder.resolve("lab"));
        rack.speakRedfish();
        var visits = new BmcVisits(broker, reference -> Secret.of("admin"));
        temporal.registerActivitiesImplementations(
                new PowerActivity(visits),
                new BmcInspection(visits),
                new BmcCareActivity(visits, IntendedPasswords.none()),
                new FirmwareActivity(visits),
                new BiosActivity(visits));
        power = temporal.newActivityStub(Power.class, ActivityTimes.USUAL);
        bmc = new BmcTarget(
                MachineId.of("m-rack"),
                BmcProtocol.REDFISH,
                rack.machine().path("bmc").path("address").asText(),
                443,
                "admin",
                SecretReference.of("secret:factory"));
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        redfish.close();
        temporal.close();
        if (rack != null) {
            rack.close();
        }
    }

    @Test
    void theMachineHasThePowerThatItsBmcWasToldAndItsHardwareIsTold() throws Exception {
        assertThat(power.apply(bmc, PowerCommand.ON)).isEqualTo(PowerState.ON);
        assertThat(rack.machine().path("power").asText()).isEqualTo("on");
        assertThat(power.apply(bmc, PowerCommand.RESET)).isEqualTo(PowerState.ON);
        assertThat(power.apply(bmc, PowerCommand.OFF)).isEqualTo(PowerState.OFF);
        assertThat(rack.machine().path("power").asText()).isEqualTo("off");

        var report = temporal.newActivityStub(OutOfBandInspection.class, ActivityTimes.USUAL)
                .inspectOutOfBand(bmc);
        assertThat(report.system().serial())
                .isEqualTo(rack.machine().path("serial").asText());
        assertThat(report.drives())
                .singleElement()
                .satisfies(drive -> assertThat(drive.serial())
                        .isEqualTo(rack.machine().at("/disks/0/serial").asText()));
        assertThat(report.ports())
                .singleElement()
                .satisfies(port -> assertThat(port.mac())
                        .hasToString(rack.machine().at("/mac/0").asText()));
        assertThat(report.gaps()).isEmpty();
    }

    @Test
    void theBmcIsStartedAnewAndTheFirmwareGoesBackToHowItWasMade() throws Exception {
        assertThat(temporal.newActivityStub(BmcCare.class, ActivityTimes.USUAL).reset(bmc))
                .startsWith("It was gone, and answers again after ")
                .endsWith("with firmware 1.");
        var firmware = temporal.newActivityStub(Firmware.class, ActivityTimes.USUAL);
        var changed = firmware.set(bmc, new FirmwareWish(BootMode.UEFI, null, KeyReset.DEFAULT))
                .after();
        assertThat(changed.nextBootMode()).isEqualTo(BootMode.UEFI);
        assertThat(changed.shows(KeyReset.DEFAULT)).isFalse();
        assertThat(firmware.resetBios(bmc).nextBootMode()).isNull();
        power.apply(bmc, PowerCommand.ON);
        var keys = firmware.set(bmc, new FirmwareWish(null, null, KeyReset.DEFAULT))
                .after();
        assertThat(keys.shows(KeyReset.DEFAULT)).isTrue();
    }

    @Test
    void biosSettingsAreTakenAtTheNextStartAndOneThatTheFirmwareLeavesIsTold() throws Exception {
        power.apply(bmc, PowerCommand.ON);
        var bios = temporal.newActivityStub(Bios.class, ActivityTimes.USUAL);
        var wish = BiosWish.of(Map.of("AssetTag", "rack 7", "QuietBoot", "true", "ProcTurboMode", "Enabled"));
        var look = bios.read(bmc, wish);
        assertThat(look.before()).containsOnlyKeys("AssetTag", "QuietBoot").containsEntry("QuietBoot", "false");
        bios.set(bmc, wish);
        bios.set(bmc, wish);
        power.apply(bmc, PowerCommand.CYCLE);
        assertThat(bios.await(bmc, wish, look.appliedAt()))
                .isEqualTo("The BIOS reads AssetTag=rack 7, ProcTurboMode=Enabled, QuietBoot=true.");
        assertThat(bios.read(bmc, wish).isSo()).isTrue();

        var stubborn = BiosWish.of(Map.of("Sriov", "Enabled"));
        var appliedAt = bios.read(bmc, stubborn).appliedAt();
        bios.set(bmc, stubborn);
        power.apply(bmc, PowerCommand.CYCLE);
        assertThatExceptionOfType(ActivityFailure.class)
                .isThrownBy(() -> bios.await(bmc, stubborn, appliedAt))
                .havingCause()
                .withMessageContaining("Sriov stays at Disabled (wanted Enabled)")
                .withMessageContaining("Sriov was not changed: it needs ProcVirtualization.");
        assertThatExceptionOfType(ActivityFailure.class)
                .isThrownBy(() -> bios.set(bmc, BiosWish.of(Map.of("ActiveCores", "999"))))
                .havingCause()
                .withMessageContaining("ActiveCores is a whole number from 1 to");
    }

    /** Its standing order is the disk alone, so that BootOS comes up by the override or not at all. */
    @Test
    void theMachineBootsFromTheNetworkOnce() throws Exception {
        try (var bootOs = new BootOsOnRack(rack, folder)) {
            assertThat(power.bootFromNetwork(bmc, BootMode.BIOS)).contains("network, once, BIOS;", "switched on");
            bootOs.target();
            assertThat(bootOs.wasBooted()).isTrue();
            assertThat(power.clearBootOverride(bmc, BootMode.BIOS)).contains("not marked valid");
        }
    }
}
