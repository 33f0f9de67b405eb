package io.metalwright.api.run;

import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.spec.PowerSpec;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.workflows.WorkflowIds;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks what is asked for, and says which workflow does it. */
@Component
final class RunOrders {
    private final Cmdb cmdb;
    private final MachineLookup machines;
    private final Specs specs;
    private final ProvisionCheck provisionCheck;

    RunOrders(Cmdb cmdb, MachineLookup machines, Specs specs, ProvisionCheck provisionCheck) {
        this.cmdb = cmdb;
        this.machines = machines;
        this.specs = specs;
        this.provisionCheck = provisionCheck;
    }

    RunOrder provision(MachineRow machine, ObjectNode asked, Passwords passwords) {
        var whole = specs.onTemplate(asked);
        passwords.takeOut(whole);
        var spec = specs.read(whole, ProvisionSpec.class).on(machine.id());
        provisionCheck.check(machine, spec);
        return order(
                RunKind.PROVISION,
                machine,
                spec,
                "Provision " + machine.name() + " as " + spec.hostname() + " with " + spec.image());
    }

    RunOrder power(MachineRow machine, ObjectNode asked) {
        var spec = specs.read(asked, PowerSpec.class).on(machine.id());
        if (machine.bmc() == null) {
            throw Problem.refused(
                            "no-bmc", "The machine has no BMC", "No BMC of machine " + machine.name() + " is known.")
                    .at("machine")
                    .help("Enter its BMC on the machine, or register it again.");
        }
        return order(RunKind.POWER, machine, spec, "Power " + spec.command().word() + " " + machine.name());
    }

    RunOrder register(@Nullable String name, ObjectNode asked) {
        var machine = name == null ? null : machines.find(name);
        var whole = asked.deepCopy();
        if (machine != null) {
            var fixed = JsonNodeFactory.instance.objectNode();
            fixed.put("mac", machine.macs().addresses().getFirst().value());
            fixed.put("site", machine.site().value());
            if (machine.bootAddress() != null) {
                fixed.put("address", machine.bootAddress().value());
            }
            fixed.properties().stream()
                    .filter(field -> !whole.has(field.getKey()))
                    .forEach(field -> whole.set(field.getKey(), field.getValue()));
            whole.put("machine", machine.id().value());
        } else if (!whole.has("site")) {
            whole.put("site", "default");
        }
        var spec = specs.read(whole, RegisterSpec.class);
        if (cmdb.sites().find(spec.site()).isEmpty()) {
            throw Problem.refused("unknown-site", "There is no such site", "There is no site '" + spec.site() + "'.")
                    .at("spec.site");
        }
        var known = machine == null ? cmdb.machines().find(spec.mac()).orElse(null) : machine;
        if (known != null) {
            return order(
                    RunKind.REGISTER,
                    known,
                    new RegisterSpec(known.id(), spec.mac(), known.site(), spec.segment(), spec.address()),
                    "Register " + known.name());
        }
        return new RunOrder(
                RunKind.REGISTER, WorkflowIds.discovery(spec.mac()), null, spec.site(), spec, "Register " + spec.mac());
    }

    private static RunOrder order(RunKind kind, MachineRow machine, Object input, String summary) {
        return new RunOrder(kind, WorkflowIds.machine(machine.id()), machine, machine.site(), input, summary);
    }
}
