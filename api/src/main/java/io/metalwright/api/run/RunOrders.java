package io.metalwright.api.run;

import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.run.RunKind;
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
    private final KindsOfRun kinds;

    RunOrders(Cmdb cmdb, MachineLookup machines, Specs specs, KindsOfRun kinds) {
        this.cmdb = cmdb;
        this.machines = machines;
        this.specs = specs;
        this.kinds = kinds;
    }

    RunOrder onMachine(RunKind kind, MachineRow machine, ObjectNode asked, Passwords passwords) {
        return kinds.order(kind, machine, asked, passwords);
    }

    /** The same without what may be otherwise when other runs of the machine are over. */
    RunOrder readOnMachine(RunKind kind, MachineRow machine, ObjectNode asked, Passwords passwords) {
        return kinds.read(kind, machine, asked, passwords);
    }

    RunOrder register(@Nullable String name, ObjectNode asked) {
        var order = readRegistration(name, asked);
        kinds.check(order);
        return order;
    }

    /** The same without what may be otherwise when other runs of the machine are over. */
    RunOrder readRegistration(@Nullable String name, ObjectNode asked) {
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
            throw Problem.unknownSite(spec.site()).at("spec.site");
        }
        var known = machine == null ? cmdb.machines().find(spec.mac()).orElse(null) : machine;
        if (known != null) {
            return RunOrder.on(
                    RunKind.REGISTER,
                    known,
                    new RegisterSpec(known.id(), spec.mac(), known.site(), spec.segment(), spec.address()),
                    "Register " + known.name());
        }
        return new RunOrder(
                RunKind.REGISTER, WorkflowIds.discovery(spec.mac()), null, spec.site(), spec, "Register " + spec.mac());
    }
}
