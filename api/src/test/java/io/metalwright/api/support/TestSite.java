package io.metalwright.api.support;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.bmc.BiosSetup;
import io.metalwright.model.bmc.BmcReport;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.bmc.BootSetting;
import io.metalwright.model.bmc.BrokerState;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.MediumKind;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.bmc.StorageController;
import io.metalwright.model.bmc.VirtualMedium;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.InstalledSystem;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedErasure;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.model.spec.VolumeLevel;
import io.metalwright.workflows.steps.BmcReading;
import io.metalwright.workflows.steps.BmcSetUp;
import io.metalwright.workflows.steps.BootAccess;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.Erasure;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.ImageLibrary;
import io.metalwright.workflows.steps.Imaging;
import io.metalwright.workflows.steps.Inspection;
import io.metalwright.workflows.steps.InstalledProof;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Power;
import io.metalwright.workflows.steps.Raid;
import io.metalwright.workflows.steps.Tokens;
import io.metalwright.workflows.steps.Volumes;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that is done to machines, in memory: a machine boots when told and is up at once. */
public final class TestSite
        implements BootAccess,
                BmcReading,
                Tokens,
                BootPlans,
                Power,
                Inspection,
                BmcSetUp,
                Raid,
                Erasure,
                Imaging,
                OsInstallation,
                InstalledProof {
    /** A URL whose image has another sum than was asked for. */
    public static final String WRONG_SUM = "http://images.example/wrong-sum.raw";

    private static final String HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA";

    private final WorkflowClient client;
    private final Map<MachineId, MachineBoot> plans = new ConcurrentHashMap<>();
    private final Map<Sha256, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Set<MachineId> off = ConcurrentHashMap.newKeySet();
    private final List<List<Segment>> served = new CopyOnWriteArrayList<>();
    private final List<OsInstallation.Wish> configured = new CopyOnWriteArrayList<>();

    TestSite(WorkflowClient client) {
        this.client = client;
    }

    /** Lets no writing of this image end until the latch is counted down. */
    public CountDownLatch hold(Sha256 image) {
        return held.computeIfAbsent(image, ignored -> new CountDownLatch(1));
    }

    /** The segments that boot-services were told, call by call. */
    public List<List<Segment>> served() {
        return served;
    }

    /** Whether boot-services have a plan for it. */
    public boolean knows(MachineId machine) {
        return plans.containsKey(machine);
    }

    /** What installed systems were configured with. */
    public List<OsInstallation.Wish> configured() {
        return configured;
    }

    /** What a BMC with one sensor says; its event log it refuses to tell. */
    @Override
    public BmcReport ask(BmcTarget bmc, BmcRequest request) {
        return switch (request.verb()) {
            case SENSORS ->
                BmcReport.ofSensors(List.of(
                        new Sensor("0x30", "Fan1", "7.1", "Fan", 3840.0, "RPM", List.of(), Health.OK, null, null)));
            case SET_BOOT -> {
                var boot = Objects.requireNonNull(request.boot());
                yield BmcReport.of(new BootSetting(true, boot.device(), boot.persistent(), boot.mode()));
            }
            case INSERT_MEDIUM, EJECT_MEDIUM -> {
                var image = Objects.requireNonNull(request.medium()).image();
                yield BmcReport.ofMedia(List.of(
                        new VirtualMedium("CD1", List.of(MediumKind.CD, MediumKind.DVD), image != null, image, true)));
            }
            case FIRMWARE -> BmcReport.of(new FirmwareSetup(BootMode.UEFI, null, false, null, "user"));
            case SET_FIRMWARE -> {
                var wish = Objects.requireNonNull(request.firmware());
                yield BmcReport.of(new FirmwareSetup(BootMode.UEFI, wish.bootMode(), false, wish.secureBoot(), "user"));
            }
            case BIOS ->
                BmcReport.of(
                        new BiosSetup(new TreeMap<>(Map.of("Sriov", "Enabled")), new TreeMap<>(), null, List.of()));
            case VOLUMES ->
                BmcReport.ofVolumes(List.of(new StorageController(
                        "/redfish/v1/Systems/1/Storage/1",
                        "PERC",
                        List.of(VolumeLevel.RAID1),
                        List.of(new StorageController.Bay("/drives/1", "Bay 1", "S1", null, 900, "OK")),
                        List.of(new Volume("Old", 900, "RAID1", null, "/volumes/1", List.of("S1"))),
                        true)));
            case FIRMWARE_INVENTORY ->
                BmcReport.ofFirmwareInventory(
                        List.of(new FirmwareItem("BIOS", "System ROM", "2.10", "Enabled", true, "/f/BIOS")));
            case SET_BIOS ->
                BmcReport.of(new BiosSetup(
                        new TreeMap<>(Map.of("Sriov", "Enabled")),
                        Objects.requireNonNull(request.bios()).attributes(),
                        null,
                        List.of()));
            case BROKER ->
                BmcReport.of(new BrokerState(
                        false,
                        0,
                        false,
                        3,
                        2,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-01T00:05:00Z"),
                        Instant.parse("2026-01-01T00:06:00Z"),
                        "no answer"));
            default ->
                throw ApplicationFailure.newNonRetryableFailure(
                        request.verb().word() + " of " + bmc.machine() + ": refused with 0xC1",
                        FailureTypes.BMC_REFUSED,
                        "Look at the BMC's own page.");
        };
    }

    private void sign(MachineId machine, SignKind kind) {
        var plan = plans.get(machine);
        if (plan == null || plan.workflowId() == null) {
            return;
        }
        var address = plan.address() == null ? Ipv4Address.of("10.9.250.1") : plan.address();
        var mac = plan.macs().getFirst();
        var sign = kind == SignKind.AGENT
                ? new BootSign(
                        kind,
                        mac,
                        Instant.now(),
                        address.value(),
                        new AgentAccess("boot-" + System.nanoTime(), address, 22, List.of(HOST_KEY)),
                        null)
                : new BootSign(
                        kind,
                        mac,
                        Instant.now(),
                        "up",
                        null,
                        new InstalledSystem("host", List.of(address.value()), List.of(HOST_KEY), "6.1", "debian"));
        client.newUntypedWorkflowStub(plan.workflowId()).signal("sign", sign);
    }

    @Override
    public String offerDisc(MachineBoot boot, String bmc) {
        publish(boot);
        return "https://127.0.0.1:8443";
    }

    @Override
    public AgentPresence publish(MachineBoot boot) {
        plans.put(boot.machine(), boot);
        // A machine is in BootOS already, so that no run waits for its firmware.
        if (boot.plan() instanceof BootPlan.BootOs bootOs && bootOs.wanted() && !off.contains(boot.machine())) {
            sign(boot.machine(), SignKind.AGENT);
            return AgentPresence.UP;
        }
        return AgentPresence.ABSENT;
    }

    /** This machine is off: a run has to boot it through its BMC. */
    public void off(MachineId machine) {
        off.add(machine);
    }

    @Override
    public void serve(List<Segment> segments) {
        served.add(segments);
    }

    @Override
    public void configure(List<BootConfiguration> configurations) {}

    @Override
    public void withdraw(MachineId machine) {
        plans.remove(machine);
    }

    @Override
    public String bootFromNetwork(BmcTarget bmc, BootMode mode) {
        login(bmc);
        sign(bmc.machine(), SignKind.AGENT);
        return "power reads on";
    }

    private static void login(BmcTarget bmc) {
        if (bmc.user().equals(TestMachine.REFUSED_USER)) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "power on " + bmc.machine() + " through IPMI " + bmc.address()
                            + ": the BMC refused the password of user 'refused'.",
                    FailureTypes.BMC_REFUSED_CREDENTIAL,
                    "Enter the BMC's user and password on the machine's page, then retry.");
        }
    }

    @Override
    public String clearBootOverride(BmcTarget bmc, BootMode mode) {
        return "no override";
    }

    @Override
    public String wipe(BootOsTarget target, List<PlannedDisk> disks) {
        return "nothing is found any more";
    }

    @Override
    public String erase(BootOsTarget target, PlannedErasure erasure, long from) {
        return "all reads as zeros";
    }

    @Override
    public PowerState read(BmcTarget bmc) {
        return PowerState.ON;
    }

    @Override
    public PowerState apply(BmcTarget bmc, PowerCommand command) {
        login(bmc);
        return command == PowerCommand.OFF || command == PowerCommand.SOFT_OFF ? PowerState.OFF : PowerState.ON;
    }

    @Override
    public HardwareReport look(BootOsTarget target) {
        return inspect(target);
    }

    @Override
    public HardwareReport inspect(BootOsTarget target) {
        var plan = plans.get(target.machine());
        return TestMachine.report(target.machine(), plan.macs().getFirst());
    }

    @Override
    public BmcTarget setUp(BootOsTarget target, BmcSetUp.Wish wish) {
        throw new UnsupportedOperationException("no test sets up a BMC");
    }

    @Override
    public Raid.Device find(BootOsTarget target, Volumes.Standing volume) {
        return new Raid.Device("/dev/sda", "S1", volume.bytes(), "the volume");
    }

    @Override
    public Raid.Device configure(BootOsTarget target, Raid.Request request) {
        return new Raid.Device("/dev/vda", "DISK-" + target.machine(), 8_000_000_000L, "one disk");
    }

    @Override
    public Imaging.Written write(BootOsTarget target, Sha256 image, Raid.Device device, @Nullable String job) {
        var latch = held.get(image);
        var context = Activity.getExecutionContext();
        context.heartbeat(new Imaging.Progress(1, 4, 250_000_000, 1_000_000_000));
        try {
            while (latch != null && !latch.await(100, TimeUnit.MILLISECONDS)) {
                context.heartbeat(new Imaging.Progress(1, 4, 250_000_000, 1_000_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Imaging.Written(4, 1_000_000_000, 300_000_000, 3);
    }

    @Override
    public String growRoot(BootOsTarget target, Raid.Device device) {
        return "8 GB";
    }

    @Override
    public OsInstallation.Configured configure(BootOsTarget target, Raid.Device device, OsInstallation.Wish wish) {
        configured.add(wish);
        return new OsInstallation.Configured("debian", List.of(HOST_KEY), "files", "configured");
    }

    @Override
    public ScriptResult runScript(BootOsTarget target, Raid.Device device, String script) {
        return new ScriptResult(0, "hello");
    }

    @Override
    public String installBootLoader(BootOsTarget target, Raid.Device device, BootMode mode) {
        return "GRUB for " + mode;
    }

    @Override
    public String reboot(BootOsTarget target) {
        sign(target.machine(), SignKind.OS_READY);
        return "BootOS went away";
    }

    @Override
    public String answersSsh(Ipv4Address address, List<String> hostKeys) {
        return "SSH answers";
    }

    @Override
    public String authorizedKey(String keyName) {
        return "ssh-ed25519 AAAAkey run";
    }

    @Override
    public Sha256 sumOf(String tokenName) {
        return Sha256.sumOf(tokenName);
    }

    /** Takes every image in as one chunk, without fetching it. */
    record Library(Cmdb cmdb) implements ImageLibrary {
        @Override
        public Imported importImage(Request request) {
            if (request.source().equals(WRONG_SUM)) {
                var trouble = "import " + request.name() + ": the sum of the source is " + Sha256.sumOf("") + ", and "
                        + request.sha256() + " was asked for.";
                cmdb.images().recordFailure(request.name(), trouble);
                throw ApplicationFailure.newNonRetryableFailure(trouble, FailureTypes.IMAGE_BROKEN);
            }
            var manifest = ImageManifest.of(
                    1_000_000_000,
                    ImageManifest.CHUNK_BYTES,
                    List.of(new ImageChunk(0, 4096, Sha256.sumOf(request.name()), 100)));
            cmdb.images().recordReady(request.name(), manifest, "raw", request.source());
            return new Imported(request.name(), manifest, "raw");
        }
    }
}
