package io.metalwright.workflows;

import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import java.util.Optional;

/** Workflow ids: by them the engine itself keeps a machine to one run at a time. */
public final class WorkflowIds {
    private static final String MACHINE = "machine/";
    private static final String PLAN = "plan/";

    private WorkflowIds() {}

    public static String machine(MachineId machine) {
        return MACHINE + machine;
    }

    /** The registration of a MAC that is still unknown. */
    public static String discovery(MacAddress mac) {
        return "discovery/" + mac;
    }

    /** A dry run: a workflow under such an id tells what it would do, and does nothing. */
    public static String plan(String number) {
        return PLAN + number;
    }

    public static boolean isPlan(String workflowId) {
        return workflowId.startsWith(PLAN);
    }

    /** A person's question to a machine's BMC; several may be asked at once, and the BMC's broker lets them take turns. */
    public static String bmc(MachineId machine, String number) {
        return "bmc/" + machine + "/" + number;
    }

    /** Who holds a machine's serial line. */
    public static String console(MachineId machine) {
        return "console/" + machine;
    }

    public static String image(String name) {
        return "image/" + name;
    }

    public static String notice(String delivery) {
        return "notice/" + delivery;
    }

    public static String segments(SiteName site) {
        return "segments/" + site;
    }

    public static String forgotten(MachineId machine) {
        return "forgotten/" + machine;
    }

    public static Optional<MachineId> machineOf(String workflowId) {
        return workflowId.startsWith(MACHINE)
                ? Optional.of(MachineId.of(workflowId.substring(MACHINE.length())))
                : Optional.empty();
    }
}
