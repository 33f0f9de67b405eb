package io.metalwright.api.run;

import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MachineState;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.spec.InspectSpec;
import io.metalwright.model.spec.MachineSpec;
import io.metalwright.model.spec.PowerSpec;
import io.metalwright.model.spec.ProvisionSpec;
import java.util.EnumMap;
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
                        specs::onTemplate,
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
                        (machine, spec) -> needsHardware(machine),
                        (machine, spec) -> "Inspect " + machine.name()));
    }

    RunOrder order(RunKind kind, MachineRow machine, ObjectNode asked, Passwords passwords) {
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
        return order(kind, known, machine, asked, passwords);
    }

    private <S extends MachineSpec> RunOrder order(
            RunKind kind, KindOfRun<S> known, MachineRow machine, ObjectNode asked, Passwords passwords) {
        var whole = known.whole().apply(asked);
        passwords.takeOut(whole);
        var spec = known.read(specs, whole, machine.id());
        known.check().check(machine, spec);
        return RunOrder.on(kind, machine, spec, known.summary().apply(machine, spec));
    }

    private static void needsBmc(MachineRow machine) {
        if (machine.bmc() == null) {
            throw Problem.refused(
                            "no-bmc", "The machine has no BMC", "No BMC of machine " + machine.name() + " is known.")
                    .at("machine")
                    .help("Enter its BMC on the machine, or register it again.");
        }
    }

    /** What takes a machine into BootOS must know which machine it will meet there. */
    private void needsHardware(MachineRow machine) {
        if (machine.state() == MachineState.RETIRED) {
            throw Problem.refused("retired", "The machine is retired", "Machine " + machine.name() + " is retired.")
                    .at("machine");
        }
        if (cmdb.machines().hardware(machine.id()).isEmpty()) {
            throw Problem.refused(
                            "not-registered",
                            "The machine is not registered",
                            "The hardware of machine " + machine.name() + " is not known yet.")
                    .at("machine")
                    .help("Let it boot from the network, or start a run of kind 'register' first.");
        }
    }
}
