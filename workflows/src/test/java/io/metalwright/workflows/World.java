package io.metalwright.workflows;

import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineRole;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.Sha256;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.InstalledSystem;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.PlannedMedium;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.boot.StaticNetwork;
import io.metalwright.model.hardware.BmcFacts;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.hardware.SystemFacts;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.installer.TreeLayout;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import io.metalwright.model.plan.EraseMethod;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.plan.OperationPlan;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.plan.PlannedContents;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedErasure;
import io.metalwright.model.plan.PlannedFileSystem;
import io.metalwright.model.plan.PlannedImage;
import io.metalwright.model.plan.PlannedNetwork;
import io.metalwright.model.plan.PlannedStorage;
import io.metalwright.model.plan.PlannedVolume;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.CaptureSpec;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.MountWish;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.model.spec.ReinstallSpec;
import io.metalwright.workflows.steps.Adoptions;
import io.metalwright.workflows.steps.Bios;
import io.metalwright.workflows.steps.BmcCare;
import io.metalwright.workflows.steps.BmcSetUp;
import io.metalwright.workflows.steps.BootAccess;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.Captures;
import io.metalwright.workflows.steps.Capturing;
import io.metalwright.workflows.steps.Erasure;
import io.metalwright.workflows.steps.FileSystems;
import io.metalwright.workflows.steps.Firmware;
import io.metalwright.workflows.steps.FirmwareUpdates;
import io.metalwright.workflows.steps.Imaging;
import io.metalwright.workflows.steps.Inspection;
import io.metalwright.workflows.steps.InstalledProof;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.OutOfBandInspection;
import io.metalwright.workflows.steps.Power;
import io.metalwright.workflows.steps.Raid;
import io.metalwright.workflows.steps.Roles;
import io.metalwright.workflows.steps.RunJournal;
import io.metalwright.workflows.steps.RunningSystem;
import io.metalwright.workflows.steps.Scripts;
import io.metalwright.workflows.steps.Tokens;
import io.metalwright.workflows.steps.VirtualMedia;
import io.metalwright.workflows.steps.Virtualization;
import io.metalwright.workflows.steps.Volumes;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One machine, its site and its CMDB row in memory: it boots when told, reports when it is up, and fails at the activity it is told to fail at.
 */
final class World
        implements Inventory,
                BootAccess,
                Tokens,
                BootPlans,
                Power,
                VirtualMedia,
                Firmware,
                Bios,
                Volumes,
                FirmwareUpdates,
                BmcCare,
                Inspection,
                OutOfBandInspection,
                BmcSetUp,
                Raid,
                Erasure,
                Imaging,
                Capturing,
                Captures,
                RunningSystem,
                Adoptions,
                Scripts,
                Virtualization,
                Roles,
                OsInstallation,
                FileSystems,
                InstalledProof {
    static final MachineId MACHINE = MachineId.of("m-test0001");
    static final MacAddress MAC = MacAddress.of("52:54:00:00:00:01");
    static final SiteName SITE = SiteName.of("default");
    static final Ipv4Address ADDRESS = Ipv4Address.of("10.0.0.20");
    private static final String HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA";

    final List<String> calls = new CopyOnWriteArrayList<>();
    /** Names of the scripts' jobs in the installed system, in the order in which they were asked for. */
    final List<String> jobs = new CopyOnWriteArrayList<>();

    final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, Runnable> events = new ConcurrentHashMap<>();
    final List<MachineState> states = new CopyOnWriteArrayList<>();
    /** Serials of what it has. */
    final List<String> disks = new CopyOnWriteArrayList<>(List.of("DISK-1"));

    final List<FileSystems.Wanted> madeFileSystems = new CopyOnWriteArrayList<>();
    final List<LogLine> log = new CopyOnWriteArrayList<>();
    volatile @Nullable MachineBoot plan;
    volatile @Nullable RunView row;
    /** How often the row was written. */
    volatile long writes;
    /** By which the machine was switched, call by call. */
    final List<BmcTarget> bmcs = new CopyOnWriteArrayList<>();

    /** As which it was entered, again and again. */
    final List<PlannedDisk> wiped = new CopyOnWriteArrayList<>();

    final List<BmcTarget> recorded = new CopyOnWriteArrayList<>();

    /** What a run that is over must have taken back, unless it was done. */
    final Set<String> leftBehind = ConcurrentHashMap.newKeySet();

    volatile String bmcUser = "metalwright";
    volatile String serial = "SN-1";
    volatile MachineState state = MachineState.AVAILABLE;
    volatile PowerState power = PowerState.ON;
    volatile boolean inBootOs;
    /** Boots in a row whose agent boot-services refuse. */
    volatile int refusals;
    /** Once it starts by itself again and again, before its agent begins. */
    volatile boolean loops;
    /** What boot-services say of the agent of a machine that is not in BootOS. */
    volatile AgentPresence presence = AgentPresence.ABSENT;
    /** That run on it as on a host. */
    final List<String> guests = new CopyOnWriteArrayList<>();

    volatile MachineRole role = MachineRole.PLAIN;
    volatile boolean dead;
    volatile BootMode mode = BootMode.BIOS;
    /** Its power is cut while it boots into BootOS, so many times. */
    volatile int powerCuts;
    /** Its images are of partitions. */
    volatile boolean partitionImage;
    /** Its power is cut while it restarts. */
    volatile boolean losesPower;
    /** As its reports tell it. */
    volatile @Nullable Boolean secureBoot;
    /** It starts as its BMC was told. */
    volatile boolean heedsFirmware = true;
    /** As its BIOS has them. */
    final Map<String, String> bios = new ConcurrentHashMap<>(Map.of("Sriov", "Disabled", "Turbo", "Enabled"));
    /** As its BMC keeps them for its next start. */
    /** What its RAID controller has made. */
    volatile Volumes.@Nullable Standing madeVolume;

    /** What its BMC tells of an update that was perhaps begun. */
    volatile FirmwareUpdates.@Nullable Begun foundUpdate;

    /** What becomes of its next updates; of those after them, good. */
    final List<FirmwareUpdates.Ended> endings = new CopyOnWriteArrayList<>();

    /** Tasks of updates that were waited for. */
    final List<String> awaited = new CopyOnWriteArrayList<>();

    /** Whether its RAID controller does what it is told while the machine starts. */
    volatile boolean volumesAtRestart;

    private final Map<String, String> nextBios = new ConcurrentHashMap<>();

    volatile BmcProtocol protocol = BmcProtocol.IPMI;
    /** Stand in the way of the one that is wished for. */
    volatile List<Volume> deletedVolumes = List.of();
    /** Somebody told of the BMC before the machine was heard of. */
    volatile boolean bmcWasEntered;
    /** Its firmware fetches our loader and does not start it. */
    volatile boolean refusesLoaders;
    /** Why it gives no addresses; null: it does. */
    volatile @Nullable String refusesAddresses;

    private volatile @Nullable WorkflowClient client;
    private int boots;

    /** Fails so many calls of an activity. */
    record Fault(int times, ApplicationFailure failure) {}

    /** What a distribution's installer tells, once it is booted. */
    List<SignKind> installer =
            List.of(SignKind.ANSWERS, SignKind.PARTITIONED, SignKind.BASE_SYSTEM, SignKind.INSTALLED);

    void connect(WorkflowClient workflowClient) {
        client = workflowClient;
    }

    void failing(String activity, int times, ApplicationFailure failure) {
        faults.put(activity, new Fault(times, failure));
    }

    /** Happens at the next call of an activity, before it comes to anything. */
    void before(String activity, Runnable event) {
        events.put(activity, event);
    }

    private void called(String name) {
        if (!name.equals("journal")) {
            calls.add(name);
        }
        var event = events.remove(name);
        if (event != null) {
            event.run();
        }
        var fault = faults.get(name);
        if (fault != null && fault.times > 0) {
            faults.put(name, new Fault(fault.times - 1, fault.failure));
            throw fault.failure;
        }
    }

    private void comeUp(SignKind kind) {
        boots += kind == SignKind.AGENT ? 1 : 0;
        announce(kind);
    }

    private void announce(SignKind kind) {
        var sign = kind == SignKind.AGENT
                ? new BootSign(
                        kind,
                        MAC,
                        Instant.now(),
                        "10.0.0.20",
                        new AgentAccess("boot-" + boots, ADDRESS, 22, List.of(HOST_KEY)),
                        null)
                : new BootSign(
                        kind,
                        MAC,
                        Instant.now(),
                        "up",
                        null,
                        new InstalledSystem("web1", List.of("10.0.0.20"), List.of(HOST_KEY), "6.1", "debian"));
        signal(sign);
    }

    private void signal(BootSign sign) {
        var to = plan;
        if (to != null && to.workflowId() != null && client != null && !dead) {
            client.newUntypedWorkflowStub(to.workflowId()).signal("sign", sign);
        }
    }

    /** As a distribution's installer does its work. */
    private void install() {
        called("installer");
        for (var milestone : installer) {
            signal(BootSign.of(milestone, MAC, Instant.now(), "as it went"));
        }
    }

    /** Power goes and comes back; BootOS boots once more. */
    void powerCut() {
        comeUp(SignKind.AGENT);
    }

    /** The boot that announced itself does so once more, as when it reached its site again. */
    void reachesItsSiteAgain() {
        announce(SignKind.AGENT);
    }

    @Override
    public Known find(MachineId machine) {
        called("find");
        return new Known(MACHINE, "rack1-u1", SITE, state, List.of(MAC), ADDRESS, null, bmc());
    }

    @Override
    public Known enroll(RegisterSpec spec, MachineId proposed) {
        called("enroll");
        return new Known(
                MACHINE,
                MACHINE.value(),
                SITE,
                MachineState.REGISTERING,
                List.of(MAC),
                ADDRESS,
                null,
                bmcWasEntered ? bmc() : null);
    }

    private BmcTarget bmc() {
        return new BmcTarget(MACHINE, protocol, "10.0.1.20", 623, bmcUser, SecretReference.of("secret:bmc/" + MACHINE));
    }

    @Override
    public BmcLease leaseBmc(MachineId machine, HardwareReport report) {
        called("leaseBmc");
        return new BmcLease(
                Ipv4Address.of("10.0.1.20"),
                Ipv4Address.of("255.255.255.0"),
                null,
                "metalwright",
                SecretReference.of("secret:bmc/" + machine));
    }

    @Override
    public void recordHardware(MachineId machine, HardwareReport report) {
        called("recordHardware");
    }

    @Override
    public void recordBmc(BmcTarget bmc) {
        called("recordBmc");
        recorded.add(bmc);
        bmcUser = bmc.user();
    }

    @Override
    public void recordState(MachineId machine, MachineState state, @Nullable String reason) {
        called("recordState");
        states.add(state);
    }

    @Override
    public ProvisionPlan planProvision(String runId, MachineId machine, ProvisionSpec spec, List<String> steps) {
        called("planProvision");
        leftBehind.add("plan");
        return new ProvisionPlan(
                MACHINE,
                SITE,
                "SN-1",
                "uuid-1",
                List.of(MAC),
                find(machine).bmc(),
                ADDRESS,
                spec.bootMode() == null ? mode : spec.bootMode(),
                RaidLevel.NONE,
                spec.disks() != null && spec.disks().volume() != null
                        ? List.of()
                        : List.of(new PlannedDisk(null, "DISK-1", 8_000_000_000L)),
                new PlannedImage(
                        spec.image(), Sha256.sumOf(spec.image()), 1 << 30, 1 << 28, partitionImage ? true : null),
                new PlannedNetwork(MAC, ADDRESS, 24, null, List.of()),
                spec.hostname(),
                PlannedContents.of(spec),
                secureBoot,
                steps.contains(Firmware.STEP) ? new FirmwareWish(spec.bootMode(), spec.secureBoot(), null) : null,
                steps.contains(Bios.STEP) ? spec.bios() : null,
                spec.bootMethod() == BootMethod.VIRTUAL_MEDIA
                        ? new PlannedMedium(MAC, new StaticNetwork(ADDRESS, 24, null))
                        : null,
                order(spec),
                storage(spec),
                steps.contains(Volumes.STEP) ? volume(spec.disks()) : null,
                steps,
                Sha256.sumOf(spec.toString()).hex());
    }

    private @Nullable PlannedVolume volume(@Nullable DiskWish wish) {
        return wish == null || wish.volume() == null
                ? null
                : new PlannedVolume(
                        wish.volume().level(),
                        wish.volume().drives().stream()
                                .map(serial -> new PlannedDisk(null, serial, 4_000_000_000L))
                                .toList(),
                        "mw0123456789",
                        deletedVolumes);
    }

    private static @Nullable InstallerOrder order(ProvisionSpec spec) {
        var wish = spec.installer();
        return wish == null
                ? null
                : new InstallerOrder(
                        TreeLayout.DEBIAN_NETBOOT,
                        Sha256.sumOf(spec.image()),
                        new PlannedDisk(null, "DISK-1", 8_000_000_000L),
                        spec.hostname(),
                        wish.mirror(),
                        wish.proxy(),
                        wish.answers(),
                        wish.arguments());
    }

    @Override
    public OperationPlan planOperation(String runId, MachineId machine, OperationWish wish, List<String> steps) {
        called("planOperation");
        var disk = new PlannedDisk(null, "DISK-1", 8_000_000_000L);
        var erasures = wish.erase().stream()
                .map(how -> new PlannedErasure(
                        disk, how == EraseWish.METADATA ? EraseMethod.METADATA : EraseMethod.OVERWRITE))
                .toList();
        return new OperationPlan(
                        wish.kind(),
                        MACHINE,
                        SITE,
                        "SN-1",
                        "uuid-1",
                        List.of(MAC),
                        find(machine).bmc(),
                        ADDRESS,
                        mode,
                        null,
                        erasures.isEmpty() ? List.of() : List.of(disk),
                        erasures,
                        List.of("It is taken into BootOS."),
                        secureBoot,
                        null,
                        steps,
                        "")
                .hashed(Sha256.sumOf(wish.toString()).hex());
    }

    @Override
    public List<String> recordInspection(MachineId machine, HardwareReport report) {
        called("recordInspection");
        return List.of("Disk DISK-2 is gone.");
    }

    @Override
    public OutOfBandReport inspectOutOfBand(BmcTarget bmc) {
        called("inspectOutOfBand");
        bmcs.add(bmc);
        return new OutOfBandReport(
                1,
                Instant.parse("2026-05-04T12:00:00Z"),
                "Redfish",
                new SystemFacts("Contoso", "3500RX", "437XR1138R2", null, null, null),
                null,
                null,
                null,
                null,
                List.of(),
                new Memory(64L << 30, List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of("SecureBoot: the BMC answered 500."));
    }

    @Override
    public OutOfBandNews recordOutOfBand(MachineId machine, OutOfBandReport report) {
        called("recordOutOfBand");
        return new OutOfBandNews(
                List.of("Disk S1 is gone."), List.of("Port 52:54:00:00:00:01 is not seen by the BMC."));
    }

    @Override
    public String recordRelease(MachineId machine) {
        called("recordRelease");
        states.add(MachineState.AVAILABLE);
        return "The machine is available.";
    }

    @Override
    public ProvisionSpec reinstallSpec(MachineId machine, ReinstallSpec changed) {
        called("reinstallSpec");
        return changed.over(RunningWorld.spec("debian"));
    }

    @Override
    public String wipe(BootOsTarget target, List<PlannedDisk> disks) {
        called("wipe");
        wiped.addAll(disks);
        return "Nothing is found on " + disks + " any more.";
    }

    @Override
    public String erase(BootOsTarget target, PlannedErasure erasure, long from) {
        called("erase " + erasure.method().word() + " from " + from);
        return "The disk reads as zeros.";
    }

    @Override
    public void releasePlan(String runId, MachineId machine) {
        called("releasePlan");
        leftBehind.remove("plan");
    }

    @Override
    public void recordDeployment(ProvisionPlan settled, @Nullable InstalledSystem system) {
        called("recordDeployment");
        states.add(MachineState.DEPLOYED);
    }

    @Override
    public String authorizedKey(String keyName) {
        called("authorizedKey");
        return "ssh-ed25519 AAAAkey run";
    }

    @Override
    public Sha256 sumOf(String tokenName) {
        called("sumOf");
        return Sha256.sumOf(tokenName);
    }

    @Override
    public AgentPresence publish(MachineBoot boot) {
        called("publish");
        plan = boot;
        if (boot.workflowId() == null) {
            leftBehind.remove("boot plan");
        } else {
            leftBehind.add("boot plan");
        }
        if (boot.plan() instanceof BootPlan.BootOs bootOs && bootOs.wanted() && inBootOs) {
            comeUp(SignKind.AGENT);
            return AgentPresence.UP;
        }
        return presence;
    }

    @Override
    public void serve(List<Segment> segments) {
        called("serve");
    }

    @Override
    public void configure(List<BootConfiguration> configurations) {}

    @Override
    public void withdraw(MachineId machine) {
        called("withdraw");
        leftBehind.remove("boot plan");
    }

    /** The machine's next start is always one that heeds it. */
    @Override
    public Change set(BmcTarget bmc, FirmwareWish wish) {
        called("setFirmware " + wish.words());
        var before = new FirmwareSetup(mode, null, secureBoot, null, "user");
        if (heedsFirmware) {
            mode = wish.bootMode() == null ? mode : wish.bootMode();
            secureBoot = wish.secureBoot() == null ? secureBoot : wish.secureBoot();
        }
        return new Change(before, new FirmwareSetup(mode, null, secureBoot, null, "user"));
    }

    @Override
    public Bios.Look read(BmcTarget bmc, BiosWish wish) {
        called("readBios");
        var before = new TreeMap<>(bios);
        before.keySet().retainAll(wish.attributes().keySet());
        before.entrySet()
                .removeIf(entry -> entry.getValue().equals(wish.attributes().get(entry.getKey())));
        return new Bios.Look(before, before.isEmpty(), null);
    }

    @Override
    public void set(BmcTarget bmc, BiosWish wish) {
        called("setBios " + wish.words());
        nextBios.putAll(wish.attributes());
    }

    @Override
    public String await(BmcTarget bmc, BiosWish wish, @Nullable String appliedBefore) {
        called("awaitBios");
        bios.putAll(nextBios);
        return "The BIOS reads " + wish.words() + ".";
    }

    @Override
    public Volumes.@Nullable Standing read(BmcTarget bmc, PlannedVolume volume) {
        called("readVolume");
        return madeVolume;
    }

    @Override
    public Volumes.Asked make(BmcTarget bmc, PlannedVolume volume) {
        called("makeVolume " + volume.level().word());
        return new Volumes.Asked("Asked for it.", volumesAtRestart, true, null);
    }

    @Override
    public Volumes.@Nullable Standing await(BmcTarget bmc, PlannedVolume volume, Volumes.Asked asked) {
        called("awaitVolume");
        madeVolume = new Volumes.Standing(
                "Controller", volume.name(), volume.level(), volume.bytes(), "0x600605b00d9b2d30", volume.drives());
        return madeVolume;
    }

    @Override
    public List<FirmwareItem> readInventory(BmcTarget bmc) {
        called("readInventory");
        return List.of(new FirmwareItem("BIOS", "BIOS", "1", null, null, "/f/BIOS"));
    }

    @Override
    public Begun beginUpdate(BmcTarget bmc, FirmwareImage image) {
        called("beginUpdate " + image.words());
        return new Begun(image.atRestart(), "/t/" + calls.size());
    }

    @Override
    public @Nullable Begun findUpdate(BmcTarget bmc, FirmwareImage image, List<FirmwareItem> before) {
        called("findUpdate");
        return foundUpdate;
    }

    @Override
    public Ended awaitUpdate(BmcTarget bmc, Begun begun, List<FirmwareItem> before, long limitSeconds) {
        called("awaitUpdate");
        awaited.add(String.valueOf(begun.task()));
        return endings.isEmpty() ? new Ended(Result.DONE, "BIOS: 1 → 2.") : endings.removeFirst();
    }

    @Override
    public Raid.Device find(BootOsTarget target, Volumes.Standing volume) {
        called("findVolume " + volume.wwn());
        return new Raid.Device("/dev/sda", "DISK-1", volume.bytes(), "one volume");
    }

    @Override
    public FirmwareSetup resetBios(BmcTarget bmc) {
        called("resetBios");
        return new FirmwareSetup(mode, null, secureBoot, null, "user");
    }

    @Override
    public String changePassword(BmcTarget bmc) {
        called("changePassword");
        return "The BMC lets in with a new password.";
    }

    @Override
    public String reset(BmcTarget bmc) {
        called("resetBmc");
        return "It was gone, and answers again.";
    }

    @Override
    public PowerState read(BmcTarget bmc) {
        called("read");
        return power;
    }

    @Override
    public String bootFromNetwork(BmcTarget bmc, BootMode mode) {
        bmcs.add(bmc);
        called("bootFromNetwork");
        leftBehind.add("boot override");
        if (plan != null && plan.plan() instanceof BootPlan.Installer) {
            install();
            return "power reads on";
        }
        if (powerCuts > 0) {
            powerCuts--;
            power = PowerState.OFF;
            return "power reads on";
        }
        power = PowerState.ON;
        if (refusesAddresses != null) {
            signal(BootSign.of(SignKind.NO_ADDRESS, MAC, Instant.now(), refusesAddresses));
            return "power reads on";
        }
        if (loops) {
            for (int start = 0; start < 4; start++) {
                signal(BootSign.of(SignKind.DHCP, MAC, Instant.now(), "10.0.0.20"));
                signal(BootSign.of(SignKind.KERNEL, MAC, Instant.now(), "10.0.0.20"));
            }
            return "power reads on";
        }
        if (refusals == 0) {
            comeUp(refusesLoaders ? SignKind.BOOT_FILE : SignKind.AGENT);
        }
        for (; refusals > 0; refusals--) {
            signal(BootSign.of(SignKind.AGENT_REFUSED, MAC, Instant.now(), "its token has expired"));
        }
        return "power reads on";
    }

    @Override
    public String offerDisc(MachineBoot boot, String bmc) {
        called("offerDisc");
        publish(boot);
        return "https://10.0.1.1:8443";
    }

    @Override
    public String bootFromDisc(BmcTarget bmc, BootMode mode, Source source) {
        called("bootFromDisc");
        leftBehind.add("disc");
        comeUp(SignKind.AGENT);
        return "the disc lies in CD1";
    }

    @Override
    public String takeDiscOut(BmcTarget bmc, BootMode mode, Source source) {
        called("takeDiscOut");
        leftBehind.remove("disc");
        return "CD1 is empty";
    }

    @Override
    public String clearBootOverride(BmcTarget bmc, BootMode mode) {
        called("clearBootOverride");
        leftBehind.remove("boot override");
        return "no override";
    }

    @Override
    public PowerState apply(BmcTarget bmc, PowerCommand command) {
        bmcs.add(bmc);
        called("apply " + command.word());
        var to = plan;
        boolean starts = command == PowerCommand.CYCLE || command == PowerCommand.RESET;
        if (to != null && (starts || command == PowerCommand.ON && power == PowerState.OFF)) {
            power = PowerState.ON;
            comeUp(to.plan() instanceof BootPlan.LocalDisk ? SignKind.OS_READY : SignKind.AGENT);
        }
        return command == PowerCommand.OFF || command == PowerCommand.SOFT_OFF ? PowerState.OFF : PowerState.ON;
    }

    @Override
    public HardwareReport inspect(@Nullable BootOsTarget target) {
        called("inspect");
        return hardware();
    }

    @Override
    public HardwareReport look(BootOsTarget target) {
        called("look");
        return hardware();
    }

    private HardwareReport hardware() {
        return new HardwareReport(
                1,
                Instant.EPOCH,
                new SystemFacts("Acme", "Rack 1", serial, "uuid-1", null, null),
                null,
                mode,
                secureBoot,
                "x86_64",
                List.of(),
                new Memory(1 << 30, List.of()),
                disks.stream()
                        .map(serial -> new Disk(
                                "/dev/" + serial, 8_000_000_000L, 512, null, serial, null, "virtio", false, false))
                        .toList(),
                List.of(new Nic("eth0", MAC, null, true, null, List.of(), null, true)),
                List.of(),
                new BmcFacts(null, null, null, "2.0", null));
    }

    @Override
    public BmcTarget setUp(BootOsTarget target, BmcSetUp.Wish wish) {
        called("setUp");
        return new BmcTarget(MACHINE, BmcProtocol.IPMI, "10.0.1.20", 623, wish.user(), wish.password());
    }

    @Override
    public Raid.Device configure(BootOsTarget target, Raid.Request request) {
        called("raid " + target.agent().bootId());
        return new Raid.Device("/dev/vda", "DISK-1", 8_000_000_000L, "one disk");
    }

    @Override
    public Imaging.Written write(BootOsTarget target, Sha256 image, Raid.Device device, @Nullable String job) {
        Activity.getExecutionContext().heartbeat(new Imaging.Progress(1, 2, 1, 2));
        called("write");
        return new Imaging.Written(2, 16 << 20, 4 << 20, 3);
    }

    @Override
    public RunningSystem.HostKey hostKey(Ipv4Address address, int port) {
        called("hostKey");
        return new RunningSystem.HostKey(HOST_KEY, "SHA256:abc");
    }

    @Override
    public RunningSystem.Found collect(RunningSystem.Login login, String hostKey) {
        called("collect " + hostKey);
        return new RunningSystem.Found(inspect(null), "db1", "Debian 12", "6.1");
    }

    @Override
    public void record(MachineId machine, RunningSystem.Found found, Ipv4Address address) {
        called("recordAdoption");
        states.add(MachineState.ADOPTED);
    }

    @Override
    public Offer look(Host host) {
        called("lookForVirtualization");
        return new Offer("apt", false, role == MachineRole.KVM_HOST);
    }

    @Override
    public String install(Host host, @Nullable Mirror mirror) {
        called("install");
        if (role == MachineRole.KVM_HOST) {
            leftBehind.remove("half a host");
        } else {
            leftBehind.add("packages");
        }
        return "93 packages were added.";
    }

    @Override
    public String start(Host host) {
        called("startHypervisor");
        return "libvirt runs.";
    }

    @Override
    public Proof prove(Host host) {
        called("prove");
        return new Proof("virsh nodeinfo: 1 CPU.");
    }

    @Override
    public List<String> guests(Host host) {
        called("guests");
        return List.copyOf(guests);
    }

    @Override
    public String remove(Host host) {
        called("remove");
        leftBehind.remove("packages");
        if (role == MachineRole.KVM_HOST) {
            leftBehind.add("half a host");
        }
        return "93 packages were taken away.";
    }

    @Override
    public void record(MachineId machine, MachineRole wanted) {
        called("recordRole");
        if (wanted == MachineRole.PLAIN) {
            leftBehind.removeAll(Set.of("role", "half a host"));
        } else if (role == MachineRole.PLAIN) {
            leftBehind.add("role");
        }
        role = wanted;
    }

    @Override
    public Ran inBootOs(BootOsTarget target, Job job) {
        called("script " + job.script() + " in BootOS");
        return new Ran(0, "done in BootOS");
    }

    @Override
    public Ran inSystem(RunningSystem.Login login, String hostKey, Job job) {
        jobs.add(job.name());
        called("script " + job.script() + " in the system");
        if (job.script().equals("enlist")) {
            leftBehind.add("enlisted");
        } else {
            leftBehind.remove("enlisted");
        }
        return new Ran(0, "");
    }

    @Override
    public PlannedDisk choose(MachineId machine, CaptureSpec spec) {
        called("chooseCapture");
        return new PlannedDisk(null, "DISK-1", 8_000_000_000L);
    }

    @Override
    public Capturing.Captured capture(BootOsTarget target, Capturing.Request request) {
        called("capture");
        return new Capturing.Captured(Sha256.sumOf(request.job()), 2, 8_000_000_000L, 16 << 20, 4 << 20, 3);
    }

    @Override
    public void record(String image, Sha256 digest, MachineId machine, PlannedDisk disk) {
        called("recordCapture");
    }

    @Override
    public String growRoot(BootOsTarget target, Raid.Device device) {
        called("growRoot");
        return "8 GB";
    }

    @Override
    public String growRoot(BootOsTarget target, Raid.Device device, RootWish wish) {
        called("growRootTo " + wish.rootBytes() + " before " + wish.later().size());
        return wish.rootBytes() + " bytes";
    }

    @Override
    public String make(BootOsTarget target, Raid.Device device, Order order) {
        called("makeFileSystems");
        madeFileSystems.addAll(order.wanted());
        return order.wanted().size() + (order.whole() ? " on a disk of their own." : " behind the root.");
    }

    @Override
    public String enter(BootOsTarget target, Raid.Device device, List<Wanted> made, List<MountWish> mounts) {
        called("enterMounts " + made.size() + " " + mounts.size());
        return "fstab.";
    }

    private static @Nullable PlannedStorage storage(ProvisionSpec spec) {
        var wish = spec.storage();
        return wish == null
                ? null
                : new PlannedStorage(
                        wish.rootSize() == null ? null : wish.rootSize().bytes(),
                        wish.fileSystems().stream()
                                .map(each -> new PlannedFileSystem(
                                        each.disk() == null ? null : new PlannedDisk(null, each.disk(), 8_000_000_000L),
                                        each.size() == null ? null : each.size().bytes(),
                                        each.type(),
                                        each.label(),
                                        each.mount(),
                                        each.options()))
                                .toList(),
                        wish.mounts());
    }

    @Override
    public OsInstallation.Configured configure(BootOsTarget target, Raid.Device device, OsInstallation.Wish wish) {
        called("configureOs");
        return new OsInstallation.Configured("debian", List.of(HOST_KEY), "files", "configured");
    }

    @Override
    public ScriptResult runScript(BootOsTarget target, Raid.Device device, String script) {
        called("runScript");
        return new ScriptResult(0, "hello");
    }

    @Override
    public String installBootLoader(BootOsTarget target, Raid.Device device, BootMode mode) {
        called("installBootLoader " + mode);
        return "GRUB";
    }

    @Override
    public String reboot(BootOsTarget target) {
        called("reboot");
        if (losesPower) {
            power = PowerState.OFF;
        } else {
            comeUp(SignKind.OS_READY);
        }
        return "BootOS went away";
    }

    @Override
    public String answersSsh(Ipv4Address address, List<String> hostKeys) {
        called("answersSsh");
        return "SSH answers";
    }

    /** The journal's side of the world, an object of its own since it is a local activity. */
    RunJournal journal() {
        return (view, firstLine, lines) -> {
            called("journal");
            if (log.size() > firstLine) {
                log.subList((int) firstLine, log.size()).clear();
            }
            log.addAll(lines);
            row = view;
            writes++;
        };
    }

    List<String> callsAfter(String name) {
        var all = new ArrayList<>(calls);
        return all.subList(all.lastIndexOf(name) + 1, all.size());
    }
}
