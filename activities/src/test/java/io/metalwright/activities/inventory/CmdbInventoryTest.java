package io.metalwright.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.machine.MachineBmc;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.Sha256;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.boot.InstalledSystem;
import io.metalwright.model.boot.PlannedMedium;
import io.metalwright.model.boot.StaticNetwork;
import io.metalwright.model.hardware.BmcFacts;
import io.metalwright.model.hardware.BmcLan;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.Drive;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.hardware.Processor;
import io.metalwright.model.hardware.SystemFacts;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Bond;
import io.metalwright.model.network.BondMode;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.NetworkWish;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.model.spec.ReinstallSpec;
import io.metalwright.model.spec.VolumeLevel;
import io.metalwright.model.spec.VolumeWish;
import io.metalwright.workflows.steps.Bios;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Volumes;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmdbInventoryTest {
    private static final SiteName SITE = SiteName.of("default");
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:01");
    private static final MacAddress SECOND_MAC = MacAddress.of("52:54:00:00:00:02");
    private static final MachineId PROPOSED = MachineId.of("m-00000001");
    private static final List<String> STEPS = List.of("plan", "image");
    private static final ReinstallSpec AS_IT_WAS =
            new ReinstallSpec(PROPOSED, null, null, null, null, null, null, null, null, null, null);

    @TempDir
    Path folder;

    private Cmdb cmdb;
    private Inventory inventory;

    @BeforeEach
    void open() {
        cmdb = Cmdb.open(CmdbSettings.embedded(folder));
        inventory = new CmdbInventory(cmdb);
        cmdb.segments()
                .enter(new Segment(
                        "rack1",
                        SITE,
                        Cidr.of("10.77.0.0/24"),
                        Ipv4Address.of("10.77.0.1"),
                        null,
                        AddressRange.of("10.77.0.1-10.77.0.3"),
                        AddressRange.of("10.77.1.100-10.77.1.101"),
                        Cidr.of("10.77.1.0/24"),
                        null,
                        List.of(Ipv4Address.of("9.9.9.9")),
                        Registration.AUTOMATIC));
        cmdb.images()
                .recordReady(
                        "tiny",
                        ImageManifest.of(
                                1_000_000_000, 8 << 20, List.of(new ImageChunk(0, 4096, Sha256.sumOf("c"), 9))),
                        "raw",
                        "upload");
    }

    @AfterEach
    void close() {
        cmdb.close();
    }

    @Test
    void aStrangerIsEnteredOnceHoweverOftenItIsAsked() {
        var spec = stranger(MAC, "10.77.0.2");
        var first = inventory.enroll(spec, PROPOSED);
        var again = inventory.enroll(spec, MachineId.of("m-00000002"));

        assertThat(first).isEqualTo(again);
        assertThat(first.id()).isEqualTo(PROPOSED);
        assertThat(first.state()).isEqualTo(MachineState.REGISTERING);
        assertThat(first.address()).isEqualTo(Ipv4Address.of("10.77.0.2"));
        assertThat(first.macs()).containsExactly(MAC);
    }

    @Test
    void aStrangerWhoseAddressIsHeldGetsTheNextFreeOne() {
        inventory.enroll(stranger(MAC, "10.77.0.2"), PROPOSED);
        var other = inventory.enroll(stranger(SECOND_MAC, "10.77.0.2"), MachineId.of("m-00000002"));

        assertThat(other.address()).isEqualTo(Ipv4Address.of("10.77.0.3"));
    }

    @Test
    void aMachineOfWhoseSegmentNothingIsToldGetsAnAddressOfTheOneThatGivesAny() {
        var unseen = new RegisterSpec(null, MAC, SITE, null, null);

        assertThat(inventory.enroll(unseen, PROPOSED).address()).isEqualTo(Ipv4Address.of("10.77.0.2"));
    }

    @Test
    void aFullSegmentRefuses() {
        inventory.enroll(stranger(MAC, "10.77.0.2"), PROPOSED);
        inventory.enroll(stranger(SECOND_MAC, "10.77.0.2"), MachineId.of("m-00000002"));

        var refusal = refusal(() -> inventory.enroll(
                stranger(MacAddress.of("52:54:00:00:00:03"), "10.77.0.2"), MachineId.of("m-00000003")));
        assertThat(refusal.getType()).isEqualTo(FailureTypes.REFUSED);
        assertThat(refusal.getOriginalMessage())
                .isEqualTo("find an address for 52:54:00:00:00:03: all 3 addresses of segment 'rack1' are held.");
        assertThat(cmdb.machines().find(MacAddress.of("52:54:00:00:00:03"))).isEmpty();
    }

    @Test
    void twoWhoEnterTheSamePortAtOnceGetOneMachine() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Inventory.Known>> calls = List.of(
                    () -> inventory.enroll(stranger(MAC, "10.77.0.2"), PROPOSED),
                    () -> inventory.enroll(stranger(MAC, "10.77.0.2"), MachineId.of("m-00000002")));
            var answers = callers.invokeAll(calls);
            assertThat(answers.getFirst().get().id())
                    .isEqualTo(answers.getLast().get().id());
        }
    }

    @Test
    void aPortOfAnotherMachineIsRefused() {
        inventory.enroll(stranger(MAC, "10.77.0.2"), PROPOSED);
        inventory.enroll(stranger(SECOND_MAC, "10.77.0.3"), MachineId.of("m-00000002"));

        var spec = new RegisterSpec(MachineId.of("m-00000002"), MAC, SITE, null, null);
        assertThat(refusal(() -> inventory.enroll(spec, PROPOSED)).getOriginalMessage())
                .isEqualTo(
                        "register m-00000002 with 52:54:00:00:00:01: The MAC address 52:54:00:00:00:01 belongs to machine m-00000001.");
    }

    @Test
    void aBmcGetsAnAddressAndOnePasswordForGood() {
        registered();
        var report = report(null);
        var lease = inventory.leaseBmc(PROPOSED, report);
        assertThat(lease)
                .isEqualTo(new Inventory.BmcLease(
                        Ipv4Address.of("10.77.1.100"),
                        Ipv4Address.of("255.255.255.0"),
                        null,
                        "metalwright",
                        SecretReference.of("secret:bmc/m-00000001")));
        var password = plain(lease.password());
        assertThat(password).matches("[A-Za-z0-9]{16}");

        assertThat(inventory.leaseBmc(PROPOSED, report)).isEqualTo(lease);
        assertThat(plain(lease.password())).isEqualTo(password);
    }

    @Test
    void aBmcThatAnswersInTheRightNetworkKeepsItsAddress() {
        registered();
        assertThat(inventory.leaseBmc(PROPOSED, report("10.77.1.7")).address()).isEqualTo(Ipv4Address.of("10.77.1.7"));
    }

    @Test
    void aBmcEnteredByHandKeepsItsUserAndPassword() {
        registered();
        var password = SecretReference.of("secret:bmc/entered");
        inventory.recordBmc(new BmcTarget(PROPOSED, BmcProtocol.IPMI, "192.168.5.5", 623, "root", password));

        assertThat(inventory.leaseBmc(PROPOSED, report("192.168.5.5")))
                .isEqualTo(new Inventory.BmcLease(null, null, null, "root", password));
    }

    @Test
    void aPlanIsMadeOnceForARun() {
        registered();
        var plan = inventory.planProvision("run-1", PROPOSED, spec("tiny", null), STEPS);

        assertThat(plan.network().address()).isEqualTo(Ipv4Address.of("10.77.0.2"));
        assertThat(plan.network().gateway()).isEqualTo(Ipv4Address.of("10.77.0.1"));
        assertThat(plan.network().prefixLength()).isEqualTo(24);
        assertThat(plan.network().mac()).isEqualTo(SECOND_MAC);
        assertThat(plan.disks())
                .singleElement()
                .satisfies(disk -> assertThat(disk.serial()).isEqualTo("D1"));
        assertThat(plan.hash()).matches("[0-9a-f]{64}");
        assertThat(inventory.planProvision("run-1", PROPOSED, spec("other", null), STEPS))
                .isEqualTo(plan);
        assertThat(inventory
                        .planProvision("run-2", PROPOSED, spec("tiny", null), STEPS)
                        .hash())
                .isEqualTo(plan.hash());
        assertThat(inventory.find(PROPOSED).state()).isEqualTo(MachineState.PROVISIONING);
    }

    @Test
    void anUnknownImageIsRefusedAndChangesNothing() {
        registered();
        var refusal = refusal(() -> inventory.planProvision("run-1", PROPOSED, spec("debian", null), STEPS));

        assertThat(refusal.getType()).isEqualTo(FailureTypes.IMAGE_UNKNOWN);
        assertThat(refusal.isNonRetryable()).isTrue();
        assertThat(refusal.getOriginalMessage()).isEqualTo("There is no image 'debian'.");
        assertThat(inventory.find(PROPOSED).state()).isEqualTo(MachineState.AVAILABLE);
    }

    @Test
    void aMachineThatIsBeingRegisteredIsNotPlannedFor() {
        registered();
        inventory.enroll(stranger(MAC, "10.77.0.2"), PROPOSED);
        cmdb.runs().write(registration(RunState.WAITING), 0);
        assertThat(refusal(() -> inventory.planProvision("run-1", PROPOSED, spec("tiny", null), STEPS))
                        .getOriginalMessage())
                .isEqualTo("Machine " + PROPOSED + " is being registered.");
        assertThat(inventory.find(PROPOSED).state()).isEqualTo(MachineState.REGISTERING);

        // The state alone may be left over.
        cmdb.runs().write(registration(RunState.FAILED), 0);
        assertThat(inventory
                        .planProvision("run-1", PROPOSED, spec("tiny", null), STEPS)
                        .machine())
                .isEqualTo(PROPOSED);
    }

    private static RunView registration(RunState state) {
        return new RunView(
                "run-0",
                "discovery/" + MAC,
                RunKind.REGISTER,
                PROPOSED,
                SiteName.of("default"),
                state,
                List.of(),
                null,
                null,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                null);
    }

    @Test
    void aMachineThatHoldsASystemIsNotRegistered() {
        registered();
        for (var state : List.of(MachineState.DEPLOYED, MachineState.ADOPTED)) {
            inventory.recordState(PROPOSED, state, null);
            assertThat(refusal(() -> inventory.enroll(stranger(MAC, "10.77.0.2"), PROPOSED))
                            .getOriginalMessage())
                    .isEqualTo("Machine " + PROPOSED + " is " + state.word() + ": it holds a system that is in use.");
            assertThat(inventory.find(PROPOSED).state()).isEqualTo(state);
        }
    }

    @Test
    void anImageThatFailedToImportIsRefusedWithTheReason() {
        registered();
        cmdb.images().recordImport("broken", "http://images/broken");
        cmdb.images().recordFailure("broken", "the sum differs");

        assertThat(refusal(() -> inventory.planProvision("run-1", PROPOSED, spec("broken", null), STEPS))
                        .getOriginalMessage())
                .isEqualTo("The import of image 'broken' failed: the sum differs");
    }

    @Test
    void aMachineOfUnknownHardwareIsRefused() {
        inventory.enroll(stranger(MAC, "10.77.0.2"), PROPOSED);
        inventory.recordState(PROPOSED, MachineState.DISCOVERED, null);
        assertThat(refusal(() -> inventory.planProvision("run-1", PROPOSED, spec("tiny", null), STEPS))
                        .getType())
                .isEqualTo(FailureTypes.REFUSED);
    }

    @Test
    void addressesThatCannotBeAreRefused() {
        registered();
        inventory.enroll(stranger(MacAddress.of("52:54:00:00:00:09"), "10.77.0.3"), MachineId.of("m-00000009"));

        assertThat(Stream.of("10.78.0.5", "10.77.0.1", "10.77.0.0", "10.77.0.255", "10.77.0.3")
                        .map(address -> refusal(
                                        () -> inventory.planProvision("run-1", PROPOSED, spec("tiny", address), STEPS))
                                .getOriginalMessage()))
                .containsExactly(
                        "The address 10.78.0.5 lies in no segment of site 'default'.",
                        "The address 10.77.0.1 is the gateway of segment 'rack1'.",
                        "The address 10.77.0.0 is the network's or the broadcast address of 10.77.0.0/24.",
                        "The address 10.77.0.255 is the network's or the broadcast address of 10.77.0.0/24.",
                        "The address 10.77.0.3 is held by machine m-00000009.");
    }

    @Test
    void portsOfABondAreThoseOfTheMachine() {
        registered();
        var stranger = MacAddress.of("52:54:00:00:00:99");

        var planned = inventory
                .planProvision("run-1", PROPOSED, specOn("tiny", bonded(SECOND_MAC)), STEPS)
                .network();
        assertThat(planned.mac()).isEqualTo(MAC);
        assertThat(planned.carrier()).isEqualTo("VLAN 7 of active-backup of " + MAC + ", " + SECOND_MAC);
        assertThat(refusal(() -> inventory.planProvision("run-2", PROPOSED, specOn("tiny", bonded(stranger)), STEPS))
                        .getOriginalMessage())
                .isEqualTo("Machine " + PROPOSED + " has no port " + stranger + ".");
    }

    private static NetworkWish bonded(MacAddress second) {
        var bond = new Bond(BondMode.ACTIVE_BACKUP, List.of(MAC, second));
        return new NetworkWish(null, null, null, null, null, bond, 7);
    }

    @Test
    void aReleasedPlanGivesItsAddressBackAndKeepsTheMachinesOwn() {
        registered();
        inventory.planProvision("run-1", PROPOSED, spec("tiny", "10.77.0.50"), STEPS);
        inventory.releasePlan("run-1", PROPOSED);
        inventory.releasePlan("run-1", PROPOSED);

        assertThat(cmdb.addresses().holder(SITE, Ipv4Address.of("10.77.0.50"))).isEmpty();
        assertThat(cmdb.addresses().holder(SITE, Ipv4Address.of("10.77.0.2"))).isPresent();
    }

    @Test
    void aDeployedMachineKeepsItsAddressAndGivesBackTheOneBefore() {
        registered();
        var first = inventory.planProvision("run-1", PROPOSED, spec("tiny", "10.77.0.50"), STEPS);
        var system = new InstalledSystem("web1", List.of("10.77.0.50"), List.of(), "6.1", "Tiny 1");
        inventory.recordDeployment(first, system);
        inventory.recordDeployment(first, system);
        inventory.releasePlan("run-1", PROPOSED);

        var row = cmdb.machines().find(PROPOSED).orElseThrow();
        assertThat(row.state()).isEqualTo(MachineState.DEPLOYED);
        assertThat(row.address()).isEqualTo(Ipv4Address.of("10.77.0.50"));
        assertThat(row.bootAddress()).isEqualTo(Ipv4Address.of("10.77.0.2"));
        assertThat(row.os()).isEqualTo("Tiny 1");
        assertThat(cmdb.addresses().holder(SITE, Ipv4Address.of("10.77.0.50"))).isPresent();

        inventory.recordDeployment(inventory.planProvision("run-2", PROPOSED, spec("tiny", "10.77.0.51"), STEPS), null);
        assertThat(cmdb.addresses().holder(SITE, Ipv4Address.of("10.77.0.50"))).isEmpty();
    }

    @Test
    void aReinstallNamesTheDiskThatWasWrittenAndNotItsNeighbourOfTheSameSerial() {
        registered(namespace("nvme0n1", "0x01", 8), namespace("nvme0n2", "0x02", 4));
        var written = inventory.planProvision("run-1", PROPOSED, spec("tiny", null), STEPS);
        inventory.recordDeployment(written, null);

        var again = inventory.reinstallSpec(PROPOSED, AS_IT_WAS);
        var plan = inventory.planProvision("run-2", PROPOSED, again, STEPS);

        assertThat(plan.disks())
                .isEqualTo(written.disks())
                .singleElement()
                .satisfies(disk -> assertThat(disk.wwn()).isEqualTo("0x02"));
    }

    @Test
    void aReinstallNamesADiskThatSharesItsWwnByItsSerial() {
        registered(
                new Disk("sda", 4_000_000_000L, 512, null, "D1", "0x01", "sata", false, false),
                new Disk("sdb", 4_000_000_000L, 512, null, "D2", "0x01", "sata", false, false));
        var written = inventory.planProvision("run-1", PROPOSED, spec("tiny", null), STEPS);
        inventory.recordDeployment(written, null);

        var again = inventory.reinstallSpec(PROPOSED, AS_IT_WAS);
        assertThat(inventory.planProvision("run-2", PROPOSED, again, STEPS).disks())
                .isEqualTo(written.disks());
    }

    @Test
    void anUnknownMachineIsRefused() {
        assertThat(refusal(() -> inventory.recordState(PROPOSED, MachineState.FAILED, "x"))
                        .getOriginalMessage())
                .isEqualTo("Machine m-00000001 is not in the CMDB.");
    }

    @Test
    void aSecretThatIsNotThereIsRefusedByName() {
        var secrets = new CmdbSecrets(cmdb);
        assertThat(refusal(() -> secrets.resolve(SecretReference.of("secret:none")))
                        .getOriginalMessage())
                .isEqualTo("The CMDB holds no secret 'secret:none'.");
    }

    private void speaksRedfish() {
        cmdb.machines()
                .recordBmc(
                        PROPOSED,
                        new MachineBmc(
                                BmcProtocol.REDFISH, "10.77.1.9", 443, "admin", SecretReference.of("secret:bmc/x")));
    }

    @Test
    void aMachineThatBootsFromADiscHasItsAddressInThePlan() {
        registered();
        speaksRedfish();
        var usual = inventory.planProvision("run-1", PROPOSED, spec("tiny", null), List.of());
        assertThat(usual.medium()).isNull();
        var once =
                inventory.planProvision("run-2", PROPOSED, spec("tiny", null).by(BootMethod.VIRTUAL_MEDIA), List.of());
        assertThat(once.medium())
                .isEqualTo(new PlannedMedium(
                        MAC, new StaticNetwork(Ipv4Address.of("10.77.0.2"), 24, Ipv4Address.of("10.77.0.1"))));
        assertThat(once.hash()).isNotEqualTo(usual.hash());
        assertThat(once.effects().getFirst())
                .contains("restarts into BootOS from a disc that its BMC shows it, with port " + MAC
                        + " at 10.77.0.2/24");

        cmdb.machines().recordBootMethod(PROPOSED, BootMethod.VIRTUAL_MEDIA);
        assertThat(inventory
                        .planProvision("run-3", PROPOSED, spec("tiny", null), List.of())
                        .medium())
                .isEqualTo(once.medium());
        assertThat(inventory
                        .planProvision("run-4", PROPOSED, spec("tiny", null).by(BootMethod.NETWORK), List.of())
                        .medium())
                .isNull();
    }

    /** As its BMC told it, after the last look from inside. */
    private void enforcesSecureBoot() {
        toldByBmc(true, List.of(), List.of());
    }

    private void toldByBmc(@Nullable Boolean secureBoot, List<Drive> drives, List<Volume> volumes) {
        inventory.recordOutOfBand(
                PROPOSED,
                new OutOfBandReport(
                        1,
                        Instant.now().plusSeconds(1),
                        "Redfish",
                        new SystemFacts("Contoso", "3500RX", "SN-1", null, null, null),
                        null,
                        BootMode.UEFI,
                        secureBoot,
                        null,
                        List.of(),
                        new Memory(0, List.of()),
                        drives,
                        volumes,
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        List.of()));
    }

    @Test
    void aPlanSaysBeforehandThatSecureBootRefusesWhatComesFromTheNetwork() {
        registered();
        speaksRedfish();
        var before = inventory.planProvision("run-1", PROPOSED, spec("tiny", null), List.of());
        assertThat(before.effects()).noneMatch(effect -> effect.startsWith("WARNING"));
        enforcesSecureBoot();
        var network = inventory.planProvision("run-2", PROPOSED, spec("tiny", null), List.of());
        assertThat(network.secureBoot()).isTrue();
        assertThat(network.effects())
                .anyMatch(
                        effect -> effect.startsWith("WARNING: secure boot is on") && effect.contains("virtual-media"));
        var disc =
                inventory.planProvision("run-3", PROPOSED, spec("tiny", null).by(BootMethod.VIRTUAL_MEDIA), List.of());
        assertThat(disc.effects()).noneMatch(effect -> effect.startsWith("WARNING"));
        assertThat(inventory
                        .planOperation("run-4", PROPOSED, OperationWish.of(RunKind.RESCUE), List.of())
                        .effects())
                .anyMatch(effect -> effect.startsWith("WARNING: secure boot is on"));
    }

    @Test
    void biosSettingsArePlannedOverRedfishAloneAndByARunThatHasAStepForThem() {
        registered();
        var wish = spec("tiny", null).withBios(BiosWish.of(Map.of("Sriov", "Enabled")));
        var steps = List.of("plan", Bios.STEP, "image");
        assertThat(refusal(() -> inventory.planProvision("run-1", PROPOSED, wish, steps))
                        .getOriginalMessage())
                .contains("(Sriov=Enabled), which are set over Redfish alone, and no BMC of");
        speaksRedfish();
        assertThat(refusal(() -> inventory.planProvision("run-2", PROPOSED, wish, STEPS))
                        .getOriginalMessage())
                .contains("this run began without any");
        assertThat(inventory.planProvision("run-3", PROPOSED, wish, steps).effects())
                .contains(
                        "Its BIOS is set to Sriov=Enabled; where that changes anything, it is switched off and on for it.");
    }

    /** As its BMC told of it: drives behind a RAID controller, of which two are mirrored. */
    private void hasController() {
        toldByBmc(
                null,
                List.of(drive("A", "OK"), drive("B", "OK"), drive("C", "Critical"), drive("D", "OK")),
                List.of(
                        new Volume("Old", 900_000_000_000L, "RAID1", null, "/v/1", List.of("A", "B")),
                        new Volume("Raw", 900_000_000_000L, Volume.RAW, null, "/v/2", List.of("D"))));
    }

    private static Drive drive(String serial, String health) {
        return new Drive("Bay " + serial, 900_000_000_000L, null, serial, null, "sas", true, null, health);
    }

    private static ProvisionSpec onVolume(VolumeLevel level, boolean replace, String... drives) {
        return spec("tiny", null).onDisks(DiskWish.on(new VolumeWish(level, List.of(drives), replace)));
    }

    @Test
    void aVolumeIsPlannedOverRedfishAloneOfDrivesThatTheBmcToldOf() {
        registered();
        var wish = onVolume(VolumeLevel.RAID0, false, "D");
        var steps = List.of("plan", Volumes.STEP, "image");
        assertThat(refusal(() -> inventory.planProvision("run-1", PROPOSED, wish, steps))
                        .getOriginalMessage())
                .contains("(raid0) is wished for, which is made over Redfish alone, and no BMC of");
        speaksRedfish();
        assertThat(refusal(() -> inventory.planProvision("run-2", PROPOSED, wish, STEPS))
                        .getOriginalMessage())
                .contains("this run began without any");
        assertThat(refusal(() -> inventory.planProvision("run-3", PROPOSED, wish, steps))
                        .getOriginalMessage())
                .contains("its BMC was never asked for them");
        hasController();
        assertThat(refusal(() -> inventory.planProvision(
                                "run-4", PROPOSED, onVolume(VolumeLevel.RAID0, false, "X"), steps))
                        .getOriginalMessage())
                .contains("no drive with serial or WWN 'X'");
        assertThat(refusal(() -> inventory.planProvision(
                                "run-5", PROPOSED, onVolume(VolumeLevel.RAID0, false, "C"), steps))
                        .getOriginalMessage())
                .contains("'C'", "has failed");

        var plan = inventory.planProvision("run-6", PROPOSED, wish, steps);
        assertThat(plan.disks()).isEmpty();
        var volume = Objects.requireNonNull(plan.volume());
        assertThat(volume.replaced()).isEmpty();
        assertThat(volume.name()).hasSizeLessThanOrEqualTo(15);
        assertThat(plan.effects())
                .contains("All data on the drive with serial D, 900 GB is erased.")
                .anyMatch(
                        effect -> effect.startsWith("The RAID controller makes volume " + volume.name() + ", raid0 of"))
                .anyMatch(effect -> effect.endsWith("is written to that volume."));
    }

    @Test
    void whatStandsOverTheDrivesIsDeletedOnlyIfTheWishSaysSoAndThenNamedInThePlan() {
        registered();
        speaksRedfish();
        hasController();
        var steps = List.of("plan", Volumes.STEP, "image");
        assertThat(refusal(() -> inventory.planProvision(
                                "run-1", PROPOSED, onVolume(VolumeLevel.RAID0, false, "A"), steps))
                        .getOriginalMessage())
                .contains("stands 'Old' (RAID1, 900 GB, of A and B)");
        var plan = inventory.planProvision("run-2", PROPOSED, onVolume(VolumeLevel.RAID0, true, "A"), steps);
        assertThat(plan.effects())
                .contains(
                        "Volume 'Old' (RAID1, 900 GB, of A and B) is deleted by the RAID controller, with all data on it.");
        var same = inventory.planProvision("run-3", PROPOSED, onVolume(VolumeLevel.RAID1, false, "B", "A"), steps);
        assertThat(same.effects()).noneMatch(effect -> effect.contains("is deleted"));
    }

    @Test
    void anImageOfAPartitionIsPlannedForOnePlainDiskAndByARunThatInstallsItsBootLoader() {
        registered();
        var manifest = ImageManifest.of(1_000_000_000, 8 << 20, List.of(new ImageChunk(0, 4096, Sha256.sumOf("c"), 9)));
        cmdb.images().recordReady("root", manifest, "partition:qcow2", "upload");
        assertThat(refusal(() -> inventory.planProvision("run-1", PROPOSED, spec("root", null), STEPS))
                        .getOriginalMessage())
                .contains("'root' is of a partition, and this run began under a release that installs no boot loader");
        var steps = List.of("plan", "image", OsInstallation.BOOT_LOADER_STEP);
        var mirror = new ProvisionSpec(
                PROPOSED,
                "root",
                "web1",
                new DiskWish(RaidLevel.SOFTWARE_RAID1, List.of()),
                null,
                List.of(),
                List.of(),
                null,
                null,
                null);
        assertThat(refusal(() -> inventory.planProvision("run-2", PROPOSED, mirror, steps))
                        .getOriginalMessage())
                .contains("installed on one plain disk, and on no array");
        assertThat(inventory
                        .planProvision("run-3", PROPOSED, spec("root", null), steps)
                        .effects())
                .contains(
                        "The image is of a partition: it becomes the last one of a new GPT, and its own GRUB is installed for BIOS.");
        assertThat(inventory
                        .planProvision("run-4", PROPOSED, spec("tiny", null), STEPS)
                        .effects())
                .noneMatch(effect -> effect.contains("partition"));
    }

    @Test
    void aMachineOfWhichNothingIsKnownIsInspectedFromADisc() {
        inventory.enroll(stranger(MAC, "10.77.0.2"), PROPOSED);
        inventory.recordState(PROPOSED, MachineState.DISCOVERED, null);
        var inspection = OperationWish.of(RunKind.INSPECT);
        assertThat(refusal(() -> inventory.planOperation("run-1", PROPOSED, inspection, List.of()))
                        .getOriginalMessage())
                .contains("The hardware of", "is not known yet");

        cmdb.machines().recordBootMethod(PROPOSED, BootMethod.VIRTUAL_MEDIA);
        assertThat(refusal(() -> inventory.planOperation("run-2", PROPOSED, inspection, List.of()))
                        .getOriginalMessage())
                .contains("is to boot from virtual media, and no BMC of it is known");
        speaksRedfish();
        var plan = inventory.planOperation("run-3", PROPOSED, inspection, List.of());
        assertThat(plan.medium()).isNotNull();
        assertThat(plan.serial()).isNull();
        assertThat(plan.effects().getFirst())
                .contains("whose hardware is not known yet, is taken into BootOS from a disc");
        assertThat(refusal(() ->
                                inventory.planOperation("run-4", PROPOSED, OperationWish.of(RunKind.RESCUE), List.of()))
                        .getOriginalMessage())
                .contains("is not known yet");
    }

    private String plain(SecretReference reference) {
        try (var secret = new CmdbSecrets(cmdb).resolve(reference)) {
            return secret.plain();
        }
    }

    private void registered() {
        registered(new Disk("sda", 4_000_000_000L, 512, null, "D1", null, "sata", false, false));
    }

    private void registered(Disk... disks) {
        inventory.enroll(stranger(MAC, "10.77.0.2"), PROPOSED);
        inventory.recordHardware(PROPOSED, report(null, disks));
        inventory.recordHardware(PROPOSED, report(null, disks));
        inventory.recordState(PROPOSED, MachineState.AVAILABLE, null);
    }

    private static Disk namespace(String name, String wwn, long gigabytes) {
        return new Disk(name, gigabytes * 1_000_000_000, 512, null, "S", wwn, "nvme", false, false);
    }

    private static RegisterSpec stranger(MacAddress mac, String address) {
        return new RegisterSpec(null, mac, SITE, "rack1", Ipv4Address.of(address));
    }

    private static ProvisionSpec spec(String image, @Nullable String address) {
        return specOn(image, address == null ? null : new NetworkWish(null, Ipv4Address.of(address), null, null, null));
    }

    private static ProvisionSpec specOn(String image, @Nullable NetworkWish network) {
        return new ProvisionSpec(PROPOSED, image, "web1", null, network, List.of(), List.of(), null, null, null);
    }

    private static HardwareReport report(@Nullable String bmcAddress, Disk... disks) {
        return new HardwareReport(
                1,
                Instant.parse("2026-05-04T12:00:00Z"),
                new SystemFacts("QEMU", "Standard PC", "SN-1", "uuid", null, null),
                null,
                BootMode.BIOS,
                null,
                "x86_64",
                List.of(new Processor("cpu", "GenuineIntel", "0", 2, 2)),
                new Memory(1L << 30, List.of()),
                List.of(disks),
                List.of(nic("eth0", MAC, false), nic("eth1", SECOND_MAC, true)),
                List.of(),
                new BmcFacts(null, null, null, null, new BmcLan(1, bmcAddress, null, null, null, "static")));
    }

    private static Nic nic(String name, MacAddress mac, boolean boot) {
        return new Nic(name, mac, null, true, null, List.of(), null, boot);
    }

    private static ApplicationFailure refusal(Runnable work) {
        return catchThrowableOfType(ApplicationFailure.class, work::run);
    }
}
