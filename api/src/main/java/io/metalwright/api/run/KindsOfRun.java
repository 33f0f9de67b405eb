package io.metalwright.api.run;

import io.metalwright.api.naming.Names;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MachineState;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.model.runbook.RunbookSteps;
import io.metalwright.model.spec.AdoptSpec;
import io.metalwright.model.spec.CaptureSpec;
import io.metalwright.model.spec.CleanSpec;
import io.metalwright.model.spec.ConvertSpec;
import io.metalwright.model.spec.InspectSpec;
import io.metalwright.model.spec.MachineSpec;
import io.metalwright.model.spec.PowerSpec;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.ReinstallSpec;
import io.metalwright.model.spec.ReleaseSpec;
import io.metalwright.model.spec.RescueSpec;
import io.metalwright.model.spec.RotateSpec;
import io.metalwright.model.spec.RunbookSpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The kinds of run that are asked for on a machine with a record: one row a kind. */
@Component
final class KindsOfRun {
    private final Cmdb cmdb;
    private final Specs specs;
    private final Map<RunKind, KindOfRun<?>> kinds = new EnumMap<>(RunKind.class);

    KindsOfRun(Cmdb cmdb, Specs specs, ProvisionCheck provision) {
        this.cmdb = cmdb;
        this.specs = specs;
        kinds.put(
                RunKind.PROVISION,
                new KindOfRun<>(
                        ProvisionSpec.class,
                        (machine, asked) -> specs.onProfile(specs.onTemplate(asked)),
                        provision::check,
                        (machine, spec) ->
                                "Provision " + machine.name() + " as " + spec.hostname() + " with " + spec.image()));
        kinds.put(
                RunKind.POWER,
                new KindOfRun<>(
                        PowerSpec.class,
                        (machine, spec) -> needsBmc(machine),
                        (machine, spec) -> "Power " + spec.command().word() + " " + machine.name()));
        kinds.put(
                RunKind.INSPECT,
                new KindOfRun<>(
                        InspectSpec.class,
                        (machine, spec) -> {
                            if (spec.asksTheBmc()) {
                                needsBmc(machine);
                            } else if (machine.bootMethod() == BootMethod.VIRTUAL_MEDIA) {
                                // Where nothing boots from the network nobody registers: this is the first look.
                                needsBmc(machine);
                            } else {
                                needsHardware(machine);
                            }
                        },
                        (machine, spec) ->
                                "Inspect " + machine.name() + (spec.asksTheBmc() ? " through its BMC" : "")));
        kinds.put(
                RunKind.REINSTALL,
                new KindOfRun<>(
                        ReinstallSpec.class,
                        (machine, asked) -> specs.onProfile(asked),
                        (machine, spec) -> provision.check(machine, wasDeployed(machine, spec)),
                        (machine, spec) -> "Reinstall " + machine.name()));
        kinds.put(
                RunKind.RELEASE,
                new KindOfRun<>(
                        ReleaseSpec.class,
                        (machine, spec) -> hasDisks(machine, spec.disks()),
                        (machine, spec) -> "Release " + machine.name()));
        kinds.put(
                RunKind.CLEAN,
                new KindOfRun<>(
                        CleanSpec.class,
                        (machine, spec) -> mayBeCleaned(machine, spec.disks()),
                        (machine, spec) -> "Clean " + machine.name()));
        kinds.put(
                RunKind.RESCUE,
                new KindOfRun<>(
                        RescueSpec.class,
                        (machine, spec) -> needsHardware(machine),
                        (machine, spec) -> "Rescue " + machine.name()));
        kinds.put(
                RunKind.ADOPT,
                new KindOfRun<>(
                        AdoptSpec.class,
                        (machine, spec) -> notRetired(machine),
                        (machine, spec) -> "Adopt " + machine.name() + " as it runs at " + spec.address()));
        kinds.put(
                RunKind.RUNBOOK,
                new KindOfRun<>(
                        RunbookSpec.class,
                        (machine, asked) -> SystemAddress.filledIn(specs.onRunbook(asked), machine),
                        this::mayRunThere,
                        (machine, spec) -> "Runbook " + spec.runbook() + " on " + machine.name()));
        kinds.put(
                RunKind.CONVERT,
                new KindOfRun<>(
                        ConvertSpec.class,
                        (machine, asked) -> SystemAddress.filledIn(asked, machine),
                        (machine, spec) -> holdsSystem(machine),
                        (machine, spec) -> "Convert " + machine.name() + " to "
                                + spec.role().word()));
        kinds.put(
                RunKind.ROTATE,
                new KindOfRun<>(
                        RotateSpec.class,
                        (machine, spec) -> needsBmc(machine),
                        (machine, spec) -> "Rotate the password of the BMC of " + machine.name()));
        kinds.put(
                RunKind.CAPTURE,
                new KindOfRun<>(
                        CaptureSpec.class,
                        (machine, spec) -> {
                            needsHardware(machine);
                            freeImage(spec.image());
                        },
                        (machine, spec) -> "Capture " + machine.name() + " as " + spec.image()));
    }

    private static void holdsSystem(MachineRow machine) {
        if (!machine.state().isInUse()) {
            throw Problem.refused(
                            "not-deployed",
                            "The machine holds no system",
                            "Machine " + machine.name() + " is "
                                    + machine.state().word() + ".")
                    .at("machine")
                    .help("Provision it, or adopt the system that runs on it.");
        }
    }

    private void mayRunThere(MachineRow machine, RunbookSpec spec) {
        notRetired(machine);
        if (RunbookSteps.entersBootOs(spec.steps())) {
            needsHardware(machine);
        }
        if (spec.steps().stream()
                .anyMatch(step -> step instanceof RunbookStep.Power || step instanceof RunbookStep.Firmware)) {
            needsBmc(machine);
        }
        if (!RunbookSteps.erasures(spec.steps()).isEmpty()) {
            hasDisks(machine, spec.disks());
        }
    }

    /** What is asked for, checked for what the run would stop at. */
    RunOrder order(RunKind kind, MachineRow machine, ObjectNode asked, Passwords passwords) {
        var order = read(kind, machine, asked, passwords);
        check(order);
        return order;
    }

    /** The same for a time when other runs of the machine are over: it is only read. */
    RunOrder read(RunKind kind, MachineRow machine, ObjectNode asked, Passwords passwords) {
        return read(kind, known(kind), machine, asked, passwords);
    }

    /** Refuses at once what the run would stop at. */
    void check(RunOrder order) {
        var machine = order.machine();
        if (machine == null) {
            return;
        }
        if (order.kind() == RunKind.REGISTER) {
            notInUse(machine);
        } else {
            check(known(order.kind()), machine, order.input());
        }
    }

    private static <S extends MachineSpec> void check(KindOfRun<S> known, MachineRow machine, Object spec) {
        known.check().check(machine, known.spec().cast(spec));
    }

    private KindOfRun<?> known(RunKind kind) {
        var known = kinds.get(kind);
        if (known == null) {
            throw Problem.refused(
                            "not-startable",
                            "Such a run cannot be asked for",
                            "Nobody can ask for a run of kind '" + kind.word() + "'.")
                    .at("kind")
                    .help("There are: "
                            + kinds.keySet().stream().map(RunKind::word).collect(Collectors.joining(", ")) + ".");
        }
        return known;
    }

    private <S extends MachineSpec> RunOrder read(
            RunKind kind, KindOfRun<S> known, MachineRow machine, ObjectNode asked, Passwords passwords) {
        var whole = known.whole().of(machine, asked);
        passwords.takeOut(whole);
        var spec = known.read(specs, whole, machine.id());
        return RunOrder.on(kind, machine, spec, known.summary().apply(machine, spec));
    }

    private static void needsBmc(MachineRow machine) {
        if (machine.bmc() == null) {
            throw Problem.refused(
                            "no-bmc", "The machine has no BMC", "No BMC of machine " + machine.name() + " is known.")
                    .at("machine")
                    .help("Enter its BMC on the machine.");
        }
    }

    private ProvisionSpec wasDeployed(MachineRow machine, ReinstallSpec spec) {
        return cmdb.runPlans()
                .lastDeployed(machine.id())
                .map(before -> spec.over(before.spec()))
                .orElseThrow(() -> Problem.refused(
                                "not-deployed",
                                "The machine was never deployed",
                                "Nothing is known of what machine " + machine.name() + " was installed with.")
                        .at("machine")
                        .help("Start a run of kind 'provision' instead."));
    }

    private void mayBeCleaned(MachineRow machine, List<String> disks) {
        notInUse(machine);
        hasDisks(machine, disks);
    }

    private static void notInUse(MachineRow machine) {
        if (machine.state().isInUse()) {
            throw Problem.refused(
                            "in-use",
                            "The machine is in use",
                            "Machine " + machine.name() + " is "
                                    + machine.state().word() + ".")
                    .at("machine")
                    .help("Release it first.");
        }
    }

    private void hasDisks(MachineRow machine, List<String> names) {
        var disks = needsHardware(machine).disks();
        for (var name : names) {
            if (disks.stream().noneMatch(disk -> disk.answersTo(name))) {
                throw Problem.refused(
                                "unknown-disk",
                                "There is no such disk",
                                "Machine " + machine.name() + " has no disk with the serial number or WWN '" + name
                                        + "'.")
                        .at("spec.disks");
            }
        }
    }

    /** @param name of an image that is to be made */
    private void freeImage(String name) {
        try {
            Names.check(name, "image");
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("spec.image", String.valueOf(e.getMessage()));
        }
        if (cmdb.images().find(name).isPresent()) {
            throw Names.taken("image", name).at("spec.image");
        }
    }

    private static void notRetired(MachineRow machine) {
        if (machine.state() == MachineState.RETIRED) {
            throw Problem.refused("retired", "The machine is retired", "Machine " + machine.name() + " is retired.")
                    .at("machine");
        }
    }

    /** What takes a machine into BootOS must know which machine it will meet there. */
    private HardwareReport needsHardware(MachineRow machine) {
        notRetired(machine);
        return cmdb.machines()
                .hardware(machine.id())
                .orElseThrow(() -> Problem.refused(
                                "not-registered",
                                "The machine is not registered",
                                "The hardware of machine " + machine.name() + " is not known yet.")
                        .at("machine")
                        .help("Let it boot from the network, or start a run of kind 'register' first."));
    }
}
