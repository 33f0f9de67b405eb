package io.metalwright.model.runbook;

import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.runbook.RunbookStep.Where;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks an ordered list of steps, and tells of it. */
public final class RunbookSteps {
    public static final int MOST = 50;
    /** Steps that a run adds by itself. */
    private static final Set<String> RESERVED = Set.of(
            "plan", "power-before", "boot-plan", "network-boot", "agent", "hardware-check", "record", "host-key");

    private RunbookSteps() {}

    /** @throws IllegalArgumentException telling which step does not fit where it stands */
    public static List<RunbookStep> checked(List<RunbookStep> steps) {
        if (steps == null || steps.isEmpty() || steps.size() > MOST) {
            throw new IllegalArgumentException("'steps' holds 1 to " + MOST + " steps");
        }
        var names = new HashSet<String>();
        var at = Where.SYSTEM;
        boolean been = false;
        for (var step : steps) {
            if (RESERVED.contains(step.name()) || !names.add(step.name())) {
                throw wrong(step, "its name is taken: give it another 'name'");
            }
            if (step.place() != null && step.place() != at) {
                throw wrong(
                        step,
                        at == Where.BOOTOS
                                ? "the machine is in BootOS there: 'leave' it first"
                                : "the machine is not in BootOS there: 'bootos' takes it in");
            }
            if (step instanceof RunbookStep.BootOs) {
                if (been) {
                    throw wrong(step, "a run is in BootOS once: start another run for the second time");
                }
                been = true;
                at = Where.BOOTOS;
            }
            at = step instanceof RunbookStep.Leave ? Where.SYSTEM : at;
        }
        if (at == Where.BOOTOS) {
            throw new IllegalArgumentException("'steps' ends in BootOS: a step 'leave' is missing");
        }
        return List.copyOf(steps);
    }

    private static IllegalArgumentException wrong(RunbookStep step, String why) {
        return new IllegalArgumentException("'steps' holds the step '" + step.name() + "' where it cannot be: " + why);
    }

    public static boolean entersBootOs(List<RunbookStep> steps) {
        return steps.stream().anyMatch(RunbookStep.BootOs.class::isInstance);
    }

    public static boolean logsIn(List<RunbookStep> steps) {
        return steps.stream()
                .anyMatch(step -> step instanceof RunbookStep.Script script && script.where() == Where.SYSTEM);
    }

    /** How disks are erased, one way after the other. */
    public static List<EraseWish> erasures(List<RunbookStep> steps) {
        return steps.stream()
                .flatMap(step -> switch (step) {
                    case RunbookStep.Wipe wipe -> List.of(EraseWish.METADATA).stream();
                    case RunbookStep.Erase erase -> List.of(erase.how()).stream();
                    case RunbookStep.Power power -> List.<EraseWish>of().stream();
                    case RunbookStep.BootOs bootOs -> List.<EraseWish>of().stream();
                    case RunbookStep.Inspect inspect -> List.<EraseWish>of().stream();
                    case RunbookStep.Script script -> List.<EraseWish>of().stream();
                    case RunbookStep.Firmware firmware -> List.<EraseWish>of().stream();
                    case RunbookStep.Ask ask -> List.<EraseWish>of().stream();
                    case RunbookStep.Leave leave -> List.<EraseWish>of().stream();
                })
                .distinct()
                .toList();
    }
}
