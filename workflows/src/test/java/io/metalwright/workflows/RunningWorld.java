package io.metalwright.workflows;

import io.metalwright.model.BootMode;
import io.metalwright.model.MachineRole;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.installer.InstallerWish;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.model.spec.AdoptSpec;
import io.metalwright.model.spec.CaptureSpec;
import io.metalwright.model.spec.CleanSpec;
import io.metalwright.model.spec.CleaningScope;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.model.spec.ConvertSpec;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.InspectSpec;
import io.metalwright.model.spec.PowerSpec;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.model.spec.ReinstallSpec;
import io.metalwright.model.spec.ReleaseSpec;
import io.metalwright.model.spec.RescueSpec;
import io.metalwright.model.spec.RotateSpec;
import io.metalwright.model.spec.RunbookSpec;
import io.metalwright.model.spec.SystemLogin;
import io.metalwright.model.spec.VolumeLevel;
import io.metalwright.model.spec.VolumeWish;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link World} behind Temporal's test server, with every queue hosted. */
final class RunningWorld implements AutoCloseable {
    static final String OPERATOR = "ssh-ed25519 AAAAoperator anna";

    /** A busy machine at its first workflow, whose classes are yet to be loaded, takes longer than a second. */
    static final WorkerOptions PATIENT = WorkerOptions.newBuilder()
            .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(10).toMillis())
            .build();

    final World world = new World();
    final TestWorkflowEnvironment temporal;

    RunningWorld() {
        this(Interference.none());
    }

    RunningWorld(Interference interference) {
        this(interference, true);
    }

    /** @param timeLeaps whether time leaps to whatever is waited for next; where a worker itself waits, it must not */
    RunningWorld(boolean timeLeaps) {
        this(Interference.none(), timeLeaps);
    }

    private RunningWorld(Interference interference, boolean timeLeaps) {
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(timeLeaps)
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(interference)
                        .build())
                .build());
        SearchAttributes.ALL.forEach(
                attribute -> temporal.registerSearchAttribute(attribute.getName(), attribute.getValueType()));
        var control = temporal.newWorker(TaskQueues.CONTROL, PATIENT);
        control.registerWorkflowImplementationTypes(WorkflowTypes.all());
        control.registerActivitiesImplementations(world, world.journal());
        temporal.newWorker(TaskQueues.site(World.SITE)).registerActivitiesImplementations(world);
        temporal.newWorker(TaskQueues.boot(World.SITE)).registerActivitiesImplementations(world);
        world.connect(temporal.getWorkflowClient());
        interference.connect(temporal.getWorkflowClient());
        temporal.start();
    }

    /** Types of the workflows that are steered: the kinds of run. */
    static List<String> kinds() {
        return Arrays.stream(WorkflowTypes.all())
                .filter(SteeredRun.class::isAssignableFrom)
                .map(type -> Arrays.stream(RunKind.values())
                        .map(RunKind::workflowType)
                        .filter(name -> type.getSimpleName().equals(name + "InSteps"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(type + " is of no kind")))
                .toList();
    }

    static ProvisionSpec spec(String image) {
        return new ProvisionSpec(null, image, "web1", null, null, List.of(), List.of(), "echo hello", null, null);
    }

    WorkflowOptions options() {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowId(WorkflowIds.machine(World.MACHINE))
                .setWorkflowExecutionTimeout(Duration.ofDays(2))
                .build();
    }

    Provision start() {
        var provision = temporal.getWorkflowClient().newWorkflowStub(Provision.class, options());
        WorkflowClient.start(provision::run, spec("debian"));
        return provision;
    }

    Provision startFromDisc() {
        var provision = temporal.getWorkflowClient().newWorkflowStub(Provision.class, options());
        WorkflowClient.start(provision::run, spec("debian").by(BootMethod.VIRTUAL_MEDIA));
        return provision;
    }

    Provision startInstaller() {
        var provision = temporal.getWorkflowClient().newWorkflowStub(Provision.class, options());
        WorkflowClient.start(
                provision::run,
                spec("debian-13").installedAs(new InstallerWish("http://mirror.example/debian", null, null, null)));
        return provision;
    }

    /** Of a machine in legacy BIOS, over Redfish. */
    Provision startWithSecureBoot() {
        world.protocol = BmcProtocol.REDFISH;
        var provision = temporal.getWorkflowClient().newWorkflowStub(Provision.class, options());
        WorkflowClient.start(
                provision::run, spec("debian").by(BootMethod.VIRTUAL_MEDIA).withFirmware(BootMode.UEFI, true));
        return provision;
    }

    /** Of a machine whose BIOS has SR-IOV off, over Redfish. */
    Provision startWithBios() {
        world.protocol = BmcProtocol.REDFISH;
        var provision = temporal.getWorkflowClient().newWorkflowStub(Provision.class, options());
        WorkflowClient.start(
                provision::run, spec("debian").withBios(BiosWish.of(Map.of("Sriov", "Enabled", "Turbo", "Enabled"))));
        return provision;
    }

    /** Of a machine with a RAID controller, over Redfish. */
    Provision startWithVolume() {
        world.protocol = BmcProtocol.REDFISH;
        var provision = temporal.getWorkflowClient().newWorkflowStub(Provision.class, options());
        WorkflowClient.start(
                provision::run,
                spec("debian")
                        .onDisks(DiskWish.on(new VolumeWish(VolumeLevel.RAID1, List.of("DRIVE-1", "DRIVE-2"), false))));
        return provision;
    }

    Register startRegister() {
        var register = temporal.getWorkflowClient()
                .newWorkflowStub(
                        Register.class,
                        options().toBuilder()
                                .setWorkflowId(WorkflowIds.discovery(World.MAC))
                                .build());
        WorkflowClient.start(register::run, new RegisterSpec(null, World.MAC, World.SITE, "rack", World.ADDRESS));
        return register;
    }

    Inspect startInspect() {
        var inspect = temporal.getWorkflowClient().newWorkflowStub(Inspect.class, options());
        WorkflowClient.start(inspect::run, new InspectSpec(null));
        return inspect;
    }

    Inspect startOutOfBandInspect() {
        var inspect = temporal.getWorkflowClient().newWorkflowStub(Inspect.class, options());
        WorkflowClient.start(inspect::run, new InspectSpec(null, true));
        return inspect;
    }

    Reinstall startReinstall() {
        var reinstall = temporal.getWorkflowClient().newWorkflowStub(Reinstall.class, options());
        WorkflowClient.start(
                reinstall::run, new ReinstallSpec(null, null, null, null, null, null, null, null, null, null, null));
        return reinstall;
    }

    Release startRelease() {
        var release = temporal.getWorkflowClient().newWorkflowStub(Release.class, options());
        WorkflowClient.start(release::run, new ReleaseSpec(null, List.of()));
        return release;
    }

    Clean startClean(Map<CleaningStep, Integer> priorities) {
        var clean = temporal.getWorkflowClient().newWorkflowStub(Clean.class, options());
        WorkflowClient.start(clean::run, new CleanSpec(null, priorities, EraseWish.BEST, List.of()));
        return clean;
    }

    /** Its BMC and firmware too. */
    Clean startCleanMachine(Map<CleaningStep, Integer> priorities) {
        var clean = temporal.getWorkflowClient().newWorkflowStub(Clean.class, options());
        WorkflowClient.start(
                clean::run, new CleanSpec(null, priorities, EraseWish.BEST, List.of(), CleaningScope.MACHINE));
        return clean;
    }

    Rescue startRescue() {
        var rescue = temporal.getWorkflowClient().newWorkflowStub(Rescue.class, options());
        WorkflowClient.start(rescue::run, new RescueSpec(null, List.of(OPERATOR)));
        return rescue;
    }

    Capture startCapture() {
        var capture = temporal.getWorkflowClient().newWorkflowStub(Capture.class, options());
        WorkflowClient.start(capture::run, new CaptureSpec(null, "golden", null));
        return capture;
    }

    static final List<RunbookStep> STEPS = List.of(
            new RunbookStep.Power("off", PowerCommand.SOFT_OFF),
            new RunbookStep.BootOs("bootos"),
            new RunbookStep.Inspect("look"),
            new RunbookStep.Script("firmware", RunbookStep.Where.BOOTOS, "flash", "flash back", null, null),
            new RunbookStep.Ask("swap", "Swap the disk in slot 3."),
            new RunbookStep.Leave("leave", null),
            new RunbookStep.Firmware("update", "https://10.0.0.9/bios.bin", List.of("BIOS"), null, null),
            new RunbookStep.Script("agent-script", RunbookStep.Where.SYSTEM, "enlist", "leave", 5, true));

    /** One with every sort of step that keeps the machine's data. */
    Runbook startRunbook(List<RunbookStep> steps) {
        var runbook = temporal.getWorkflowClient().newWorkflowStub(Runbook.class, options());
        var login = new SystemLogin(
                Ipv4Address.of("10.0.0.77"), null, null, SecretReference.of("secret:machine/m-test0001/1"), null, null);
        WorkflowClient.start(runbook::run, new RunbookSpec(null, "quarterly", steps, List.of(), login));
        return runbook;
    }

    Convert startConvert(MachineRole role) {
        world.state = MachineState.DEPLOYED;
        world.role = role == MachineRole.PLAIN ? MachineRole.KVM_HOST : MachineRole.PLAIN;
        var convert = temporal.getWorkflowClient().newWorkflowStub(Convert.class, options());
        var login = new SystemLogin(
                Ipv4Address.of("10.0.0.77"), null, null, SecretReference.of("secret:machine/m-test0001/1"), null, null);
        WorkflowClient.start(convert::run, new ConvertSpec(null, role, login, null, null));
        return convert;
    }

    /** @param hostKey null: the one that is shown first counts */
    Adopt startAdopt(@Nullable String hostKey) {
        world.state = MachineState.DISCOVERED;
        var adopt = temporal.getWorkflowClient().newWorkflowStub(Adopt.class, options());
        var password = SecretReference.of("secret:machine/m-test0001/1");
        WorkflowClient.start(
                adopt::run, new AdoptSpec(null, Ipv4Address.of("10.0.0.77"), null, null, password, null, hostKey));
        return adopt;
    }

    Rotate startRotate() {
        var rotate = temporal.getWorkflowClient().newWorkflowStub(Rotate.class, options());
        WorkflowClient.start(rotate::run, new RotateSpec(null));
        return rotate;
    }

    SwitchPower startPower(PowerCommand command) {
        var power = temporal.getWorkflowClient().newWorkflowStub(SwitchPower.class, options());
        WorkflowClient.start(power::run, new PowerSpec(null, command));
        return power;
    }

    static RunView result(SteeredRun run) {
        return io.temporal.client.WorkflowStub.fromTyped(run).getResult(RunView.class);
    }

    RunView untilWaiting(SteeredRun run) {
        return untilState(run, RunState.WAITING);
    }

    /** Lets workflow time leap minute by minute until the run is at this state: fewer than a waiting run needs to try again by itself. */
    RunView untilState(SteeredRun run, RunState state) {
        for (int minutes = 1; minutes < 5; minutes++) {
            temporal.sleep(Duration.ofMinutes(1));
            var view = run.status();
            if (view.state() == state) {
                return view;
            }
        }
        throw new AssertionError("still " + run.status());
    }

    @Override
    public void close() {
        temporal.close();
    }
}
