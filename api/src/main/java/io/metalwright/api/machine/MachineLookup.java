package io.metalwright.api.machine;

import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.MachineId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds a machine by what people call it: its id or its name. */
@Component
public class MachineLookup {
    private final Cmdb cmdb;

    MachineLookup(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    public MachineRow find(String idOrName) {
        return byId(idOrName)
                .or(() -> cmdb.machines().findByName(idOrName))
                .orElseThrow(() -> Problem.notFound("There is no machine with the id or name '" + idOrName + "'."));
    }

    private Optional<MachineRow> byId(String text) {
        try {
            return cmdb.machines().find(MachineId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What somebody hears who wants a machine that a run has. */
    public static Problem busy(MachineRow machine, RunRow run) {
        return Problem.conflict(
                        "machine-busy",
                        "The machine is busy",
                        "Machine " + machine.name() + " is in a run of kind "
                                + run.kind().word() + ".")
                .run(run.id())
                .help("Cancel that run, or wait for its end.");
    }

    /** What somebody hears who wants the BMC of a machine of whose BMC nothing is known. */
    public static Problem noBmc(MachineRow machine) {
        return Problem.conflict(
                        "no-bmc", "No BMC is known", "Nothing is known of a BMC of machine " + machine.name() + ".")
                .help("Enter its address, user and password at the machine.");
    }
}
