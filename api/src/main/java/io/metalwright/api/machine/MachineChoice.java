package io.metalwright.api.machine;

import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineFilter;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.capability.Capabilities;
import io.metalwright.model.capability.CapabilityExpression;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/** Machines by what they can do. */
@Component
public class MachineChoice {
    private static final int MOST = 20;
    private static final int LOOK = 500;

    private final Cmdb cmdb;

    MachineChoice(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    /** @return null where nothing was asked for */
    @Nullable
    Set<MachineId> among(@Nullable List<String> typed, String field) {
        return typed == null || typed.isEmpty()
                ? null
                : cmdb.machineCapabilities().choose(read(typed, field));
    }

    /** The first available machine, by name, that can do all of this and that no run has. */
    public MachineRow free(List<String> typed, String field) {
        var filter = new MachineFilter(
                MachineState.AVAILABLE, null, null, cmdb.machineCapabilities().choose(read(typed, field)));
        var found = cmdb.machines()
                .search(filter, PageRequest.of(0, LOOK, Sort.by("name", "id")))
                .getContent();
        var busy = cmdb.runs().activeOf(found.stream().map(MachineRow::id).toList());
        return found.stream()
                .filter(machine -> !busy.containsKey(machine.id()))
                .findFirst()
                .orElseThrow(() -> Problem.conflict(
                                "no-machine",
                                "No machine is free for this",
                                "No available machine has " + String.join(" and ", typed) + ", or runs have them all.")
                        .at(field));
    }

    private static List<CapabilityExpression> read(List<String> typed, String field) {
        if (typed.size() > MOST) {
            throw Problem.invalid(field, "These are more than " + MOST + " expressions.");
        }
        return typed.stream().map(text -> read(text, field)).toList();
    }

    private static CapabilityExpression read(String text, String field) {
        try {
            var expression = CapabilityExpression.of(text);
            if (!Capabilities.NAMES.contains(expression.capability())) {
                throw Problem.invalid(field, "There is no capability '" + expression.capability() + "'.")
                        .help("There are: "
                                + String.join(
                                        ", ",
                                        Capabilities.NAMES.stream().sorted().toList()) + ".");
            }
            return expression;
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, e.getMessage() + ".");
        }
    }
}
