package io.metalwright.workflows;

import io.metalwright.model.BootMode;
import io.metalwright.model.MachineRole;
import io.metalwright.model.MachineState;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.run.Steering;
import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The runs whose histories are saved, by type and by what becomes of them: each starts in a fresh world and is steered to its end. */
final class SavedRuns {
    /** Starts a run, says what a person says, and returns it. */
    @FunctionalInterface
    interface Play extends Function<RunningWorld, SteeredRun> {}

    private static final Steering ANNA = Steering.by("anna");
    private static final Play PROVISION = RunningWorld::start;
    private static final Play REGISTER = it -> {
        it.world.inBootOs = true;
        return it.startRegister();
    };
    private static final Play POWER = it -> it.startPower(PowerCommand.SOFT_OFF);

    static final SortedMap<String, Play> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("Provision/done", PROVISION),
            Map.entry("Provision/done-from-bootos", it -> {
                it.world.inBootOs = true;
                return PROVISION.apply(it);
            }),
            Map.entry("Provision/done-from-disc", RunningWorld::startFromDisc),
            Map.entry("Provision/lost-from-disc", it -> {
                it.world.failing("write", 1, ApplicationFailure.newFailure("reset", FailureTypes.MACHINE_LOST));
                return it.startFromDisc();
            }),
            Map.entry("Provision/loader-refused", it -> {
                it.world.mode = BootMode.UEFI;
                it.world.secureBoot = true;
                it.world.refusesLoaders = true;
                var run = it.start();
                it.untilWaiting(run);
                run.retry(new Steering("anna", null, Map.of("/bootMethod", "virtual-media"), null));
                return run;
            }),
            Map.entry("Provision/firmware-set", RunningWorld::startWithSecureBoot),
            Map.entry("Provision/bios-set", RunningWorld::startWithBios),
            Map.entry("Provision/volume-made", RunningWorld::startWithVolume),
            Map.entry("Provision/bios-cancelled", cancelledAfter("bootFromNetwork", RunningWorld::startWithBios)),
            Map.entry("Provision/booted-again-after-a-power-cut", it -> {
                it.world.powerCuts = 1;
                return PROVISION.apply(it);
            }),
            Map.entry("Provision/switched-on-again", it -> {
                it.world.losesPower = true;
                return PROVISION.apply(it);
            }),
            Map.entry(
                    "Provision/firmware-cancelled", cancelledAfter("bootFromDisc", RunningWorld::startWithSecureBoot)),
            Map.entry("Provision/cancelled-from-disc", cancelledAfter("bootFromDisc", RunningWorld::startFromDisc)),
            Map.entry("Provision/machine-lost", it -> {
                it.world.failing("write", 1, ApplicationFailure.newFailure("reset", FailureTypes.MACHINE_LOST));
                return PROVISION.apply(it);
            }),
            Map.entry("Provision/machine-came-back", it -> {
                it.world.failing("write", 1, ApplicationFailure.newFailure("reset", FailureTypes.MACHINE_LOST));
                it.world.before("write", it.world::powerCut);
                return PROVISION.apply(it);
            }),
            Map.entry("Provision/restarted-while-it-waited", it -> {
                var run = waiting("write", PROVISION, it);
                it.world.powerCut();
                run.retry(ANNA);
                return run;
            }),
            Map.entry("Provision/lost-again", it -> {
                it.world.failing(
                        "look", 2, ApplicationFailure.newNonRetryableFailure("key", FailureTypes.MACHINE_LOST));
                return PROVISION.apply(it);
            }),
            Map.entry("Provision/retried-with-local-cmdb", retriedAfter("bootFromNetwork", PROVISION, ANNA)),
            Map.entry("Register/done-with-local-cmdb", REGISTER),
            Map.entry("Provision/retried", retriedAfter("bootFromNetwork", PROVISION, ANNA)),
            Map.entry("Provision/retried-after-a-look", retriedAfter("look", PROVISION, ANNA)),
            Map.entry(
                    "Provision/retried-with-a-change",
                    retriedAfter(
                            "write", PROVISION, new Steering("anna", "image", Map.of("/image", "other"), "broken"))),
            Map.entry(
                    "Provision/brought-back-with-a-change",
                    retriedAfter(
                            "answersSsh",
                            PROVISION,
                            new Steering("anna", null, Map.of("/network/address", "10.0.0.21"), null))),
            Map.entry(
                    "Provision/bmc-corrected",
                    retriedAfter(
                            "bootFromNetwork",
                            PROVISION,
                            new Steering("anna", null, Map.of("/bmc/user", "operator"), null))),
            Map.entry("Provision/change-refused", it -> {
                var run = waiting("write", PROVISION, it);
                refuse("planProvision", it);
                run.retry(new Steering("anna", null, Map.of("/image", "none"), null));
                it.untilWaiting(run);
                run.retry(ANNA);
                return run;
            }),
            Map.entry("Provision/skipped", it -> {
                var run = waiting("growRoot", PROVISION, it);
                run.skip(ANNA);
                return run;
            }),
            Map.entry("Provision/cancelled", cancelledAfter("look", PROVISION)),
            Map.entry("Provision/old-system-brought-back", it -> {
                it.world.state = MachineState.DEPLOYED;
                return cancelledAfter("look", PROVISION).apply(it);
            }),
            Map.entry("Provision/undo-retried-and-told", it -> {
                refuse("clearBootOverride", it);
                var run = cancelledAfter("look", PROVISION).apply(it);
                it.untilWaiting(run);
                run.retry(ANNA);
                return run;
            }),
            Map.entry("Provision/undo-retried", it -> {
                refuse("clearBootOverride", it);
                var run = cancelledAfter("look", PROVISION).apply(it);
                it.untilWaiting(run);
                run.retry(ANNA);
                return run;
            }),
            Map.entry("Provision/bmc-mended", bmcMended("bootFromNetwork", PROVISION)),
            Map.entry("Power/bmc-mended", bmcMended("apply soft-off", POWER)),
            Map.entry("Provision/boot-loader-retried", it -> {
                it.world.partitionImage = true;
                return retriedAfter("installBootLoader BIOS", PROVISION, ANNA).apply(it);
            }),
            Map.entry("Provision/installed", RunningWorld::startInstaller),
            Map.entry("Provision/installer-cancelled", it -> {
                it.world.installer = List.of(SignKind.ANSWERS);
                var run = it.startInstaller();
                it.temporal.sleep(Duration.ofMinutes(62));
                it.untilWaiting(run);
                run.cancel(ANNA);
                return run;
            }),
            Map.entry("Register/done", REGISTER),
            Map.entry("Register/retried", retriedAfter("setUp", REGISTER, ANNA)),
            Map.entry("Register/bmc-mended", it -> {
                it.world.protocol = BmcProtocol.REDFISH;
                it.world.bmcWasEntered = true;
                return bmcMended("read", REGISTER).apply(it);
            }),
            Map.entry("Register/cancelled", cancelledAfter("inspect", REGISTER)),
            Map.entry("Inspect/done", RunningWorld::startInspect),
            Map.entry("Inspect/out-of-band", RunningWorld::startOutOfBandInspect),
            Map.entry("Inspect/cancelled", cancelledAfter("inspect", RunningWorld::startInspect)),
            Map.entry("Release/done", RunningWorld::startRelease),
            Map.entry("Release/cancelled", cancelledAfter("wipe", RunningWorld::startRelease)),
            Map.entry("Clean/done", it -> it.startClean(Map.of(CleaningStep.WIPE_METADATA, 99))),
            Map.entry("Clean/machine-done", it -> {
                it.world.protocol = BmcProtocol.REDFISH;
                return it.startCleanMachine(Map.of(CleaningStep.CLEAR_SECURE_BOOT_KEYS, 15));
            }),
            Map.entry("Clean/machine-over-ipmi", it -> it.startCleanMachine(Map.of())),
            Map.entry("Clean/machine-lost", it -> {
                it.world.failing(
                        "erase overwrite from 0",
                        1,
                        ApplicationFailure.newFailure("reset", FailureTypes.MACHINE_LOST, "wait", 4_000_000L));
                return it.startClean(Map.of());
            }),
            Map.entry("Capture/done", RunningWorld::startCapture),
            Map.entry("Capture/cancelled", cancelledAfter("capture", RunningWorld::startCapture)),
            Map.entry("Adopt/done", it -> it.startAdopt(null)),
            Map.entry("Adopt/cancelled", cancelledAfter("recordAdoption", it -> it.startAdopt(null))),
            Map.entry("Adopt/done-by-all-ports", it -> it.startAdopt(null)),
            Map.entry("Rescue/done", it -> {
                var run = it.startRescue();
                it.untilWaiting(run);
                run.retry(ANNA);
                return run;
            }),
            Map.entry("Runbook/done", it -> {
                it.world.state = MachineState.DEPLOYED;
                var run = it.startRunbook(RunningWorld.STEPS);
                it.untilWaiting(run);
                run.retry(ANNA);
                return run;
            }),
            Map.entry("Runbook/cancelled", it -> {
                it.world.state = MachineState.DEPLOYED;
                var run = it.startRunbook(RunningWorld.STEPS);
                it.untilWaiting(run);
                run.cancel(ANNA);
                return run;
            }),
            Map.entry("Runbook/brought-back", it -> {
                it.world.state = MachineState.DEPLOYED;
                var run = it.startRunbook(RunningWorld.STEPS);
                it.untilWaiting(run);
                run.cancel(ANNA);
                return run;
            }),
            Map.entry(
                    "Runbook/erased",
                    it -> it.startRunbook(List.of(
                            new RunbookStep.BootOs("bootos"),
                            new RunbookStep.Wipe("wipe"),
                            new RunbookStep.Erase("erase", EraseWish.OVERWRITE),
                            new RunbookStep.Leave("leave", null)))),
            Map.entry("Convert/done", it -> it.startConvert(MachineRole.KVM_HOST)),
            Map.entry("Convert/back-done", it -> it.startConvert(MachineRole.PLAIN)),
            Map.entry("Convert/back-cancelled", cancelledAfter("remove", it -> it.startConvert(MachineRole.PLAIN))),
            Map.entry("Convert/cancelled", cancelledAfter("prove", it -> it.startConvert(MachineRole.KVM_HOST))),
            Map.entry("Convert/anew-cancelled", cancelledAfter("prove", it -> {
                it.world.before("lookForVirtualization", () -> it.world.role = MachineRole.KVM_HOST);
                return it.startConvert(MachineRole.KVM_HOST);
            })),
            Map.entry("Rotate/done", RunningWorld::startRotate),
            Map.entry("Rotate/bmc-mended", bmcMended("changePassword", RunningWorld::startRotate)),
            Map.entry("Rotate/cancelled", cancelledAfter("changePassword", RunningWorld::startRotate)),
            Map.entry("Reinstall/done", RunningWorld::startReinstall),
            Map.entry("Reinstall/cancelled", cancelledAfter("look", RunningWorld::startReinstall)),
            Map.entry("Power/done", POWER),
            Map.entry("Power/retried", retriedAfter("apply soft-off", POWER, ANNA)),
            Map.entry("Power/cancelled", cancelledAfter("apply soft-off", POWER))));

    private SavedRuns() {}

    private static Play retriedAfter(String activity, Play play, Steering word) {
        return it -> {
            var run = waiting(activity, play, it);
            run.retry(word);
            return run;
        };
    }

    private static Play cancelledAfter(String activity, Play play) {
        return it -> {
            var run = waiting(activity, play, it);
            run.cancel(ANNA);
            return run;
        };
    }

    private static Play bmcMended(String activity, Play play) {
        return it -> {
            it.world.failing(
                    activity,
                    1,
                    ApplicationFailure.newNonRetryableFailure("refused", FailureTypes.BMC_REFUSED_CREDENTIAL));
            var run = play.apply(it);
            it.untilWaiting(run);
            run.retry(ANNA);
            return run;
        };
    }

    private static SteeredRun waiting(String activity, Play play, RunningWorld it) {
        refuse(activity, it);
        var run = play.apply(it);
        it.untilWaiting(run);
        return run;
    }

    private static void refuse(String activity, RunningWorld it) {
        it.world.failing(
                activity, 1, ApplicationFailure.newNonRetryableFailure("no way", FailureTypes.REFUSED, "mend it"));
    }
}
