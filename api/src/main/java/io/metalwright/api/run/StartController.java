package io.metalwright.api.run;

import io.metalwright.api.access.AuditFilter;
import io.metalwright.api.access.Caller;
import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.run.RunKind;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Starts runs. */
@RestController
@RequestMapping(path = "/api/v1/runs", produces = "application/json")
class StartController {
    private final Cmdb cmdb;
    private final MachineLookup machines;
    private final RunOrders orders;
    private final RunStart start;
    private final TemporalLinks links;

    StartController(Cmdb cmdb, MachineLookup machines, RunOrders orders, RunStart start, TemporalLinks links) {
        this.cmdb = cmdb;
        this.machines = machines;
        this.orders = orders;
        this.start = start;
        this.links = links;
    }

    @PostMapping(consumes = "application/json")
    ResponseEntity<RunAnswer> startRun(
            @RequestBody NewRun wanted, @RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request) {
        var spec = Objects.requireNonNullElseGet(wanted.spec(), JsonNodeFactory.instance::objectNode);
        var answer = wanted.kind() == RunKind.REGISTER
                ? start(orders.register(wanted.machine(), spec), caller)
                : onMachine(wanted.kind(), machine(wanted), spec, caller);
        AuditFilter.target(request, answer.machineName() == null ? answer.workflowId() : answer.machineName());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/runs/" + answer.id()))
                .body(answer);
    }

    private MachineRow machine(NewRun wanted) {
        if (wanted.machine() == null) {
            throw Problem.invalid("machine", "'machine' is missing: the id or name of a machine.");
        }
        return machines.find(wanted.machine());
    }

    private RunAnswer onMachine(RunKind kind, MachineRow machine, ObjectNode spec, Caller caller) {
        var passwords = new Passwords(cmdb, machine.id());
        var order = orders.onMachine(kind, machine, spec, passwords);
        passwords.keep();
        try {
            return start(order, caller);
        } catch (RuntimeException e) {
            passwords.forget();
            throw e;
        }
    }

    private RunAnswer start(RunOrder order, Caller caller) {
        var view = start.start(order, caller.name());
        var machine = order.machine();
        return RunAnswer.of(
                view,
                machine == null ? null : machine.name(),
                caller.name(),
                null,
                links.of(view.workflowId(), view.id()));
    }
}
