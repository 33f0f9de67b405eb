package io.metalwright.api.run;

import io.metalwright.api.access.AuditFilter;
import io.metalwright.api.access.Caller;
import io.metalwright.api.idempotency.IdempotencyFilter;
import io.metalwright.api.machine.MachineChoice;
import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.queue.QueuedRun;
import io.metalwright.model.run.RunKind;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Starts runs. */
@RestController
@RequestMapping(path = "/api/v1/runs", produces = "application/json")
class StartController {
    private final Cmdb cmdb;
    private final MachineLookup machines;
    private final MachineChoice choice;
    private final RunOrders orders;
    private final RunStart start;
    private final RunPlanning planning;
    private final RunQueueing queueing;
    private final TemporalLinks links;

    StartController(
            Cmdb cmdb,
            MachineLookup machines,
            MachineChoice choice,
            RunOrders orders,
            RunStart start,
            RunPlanning planning,
            RunQueueing queueing,
            TemporalLinks links) {
        this.cmdb = cmdb;
        this.machines = machines;
        this.choice = choice;
        this.orders = orders;
        this.start = start;
        this.planning = planning;
        this.queueing = queueing;
        this.links = links;
    }

    /**
     * Starts a run; or, with {@code dryRun=true}, tells what it would do, and does nothing. With {@code queue=true} one that finds its machine
     * busy waits until it is its turn.
     *
     * @return a {@link RunAnswer}, a {@link QueuedRunAnswer}, or a {@link io.metalwright.model.plan.RunPlan}
     */
    @PostMapping(consumes = "application/json")
    ResponseEntity<Object> startRun(
            @RequestBody NewRun wanted,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean queue,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            HttpServletRequest request) {
        var spec = Objects.requireNonNullElseGet(wanted.spec(), JsonNodeFactory.instance::objectNode);
        if (dryRun) {
            return ResponseEntity.ok(planning.of(order(wanted, spec)));
        }
        if (queue) {
            return queued(wanted, spec, caller, request);
        }
        var answer = wanted.kind() == RunKind.REGISTER
                ? start(agreed(orders.register(wanted.machine(), spec), wanted), caller)
                : onMachine(wanted, machine(wanted), spec, caller);
        AuditFilter.target(request, answer.machineName() == null ? answer.workflowId() : answer.machineName());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/runs/" + answer.id()))
                .body(answer);
    }

    private ResponseEntity<Object> queued(NewRun wanted, ObjectNode spec, Caller caller, HttpServletRequest request) {
        var machine = machine(wanted);
        AuditFilter.target(request, machine.name());
        var passwords = new Passwords(cmdb, machine.id());
        var order = wanted.kind() == RunKind.REGISTER
                ? orders.readRegistration(machine.id().value(), spec)
                : orders.readOnMachine(wanted.kind(), machine, spec, passwords);
        passwords.keep();
        try {
            var queued = queueing.ask(
                    order.agreed(wanted.planHash()),
                    machine,
                    passwords.references(),
                    caller,
                    request.getHeader(IdempotencyFilter.HEADER));
            if (queued.secretNames().stream().noneMatch(passwords.references()::contains)) {
                // Asked for before: that one has its own.
                passwords.forget();
            }
            return accepted(queued, machine);
        } catch (Problem refused) {
            passwords.forget();
            throw refused;
        }
    }

    private ResponseEntity<Object> accepted(QueuedRun queued, MachineRow machine) {
        var run = queued.run() == null ? null : cmdb.runs().find(queued.run()).orElse(null);
        if (run != null) {
            return ResponseEntity.accepted()
                    .location(URI.create("/api/v1/runs/" + run.id()))
                    .body(RunAnswer.of(run, null, links.of(run.workflowId(), run.id())));
        }
        var answer = QueuedRunAnswer.of(queued, machine.name());
        return ResponseEntity.accepted()
                .location(URI.create(answer.links().self()))
                .body(answer);
    }

    private MachineRow machine(NewRun wanted) {
        var capabilities = wanted.capabilities();
        if (capabilities != null && !capabilities.isEmpty()) {
            return choice.free(capabilities, "capabilities");
        }
        if (wanted.machine() == null) {
            throw Problem.invalid("machine", "'machine' is missing: the id or name of a machine.");
        }
        return machines.find(wanted.machine());
    }

    /** What is asked for, with passwords taken out of it and not kept. */
    private RunOrder order(NewRun wanted, ObjectNode spec) {
        if (wanted.kind() == RunKind.REGISTER) {
            return orders.register(wanted.machine(), spec);
        }
        var machine = machine(wanted);
        return orders.onMachine(wanted.kind(), machine, spec, new Passwords(cmdb, machine.id()));
    }

    private RunAnswer onMachine(NewRun wanted, MachineRow machine, ObjectNode spec, Caller caller) {
        queueing.refuseOvertaking(machine);
        var passwords = new Passwords(cmdb, machine.id());
        var order = agreed(orders.onMachine(wanted.kind(), machine, spec, passwords), wanted);
        passwords.keep();
        try {
            return start(order, caller);
        } catch (Problem refused) {
            // Any other trouble may hide a run that has begun, and will ask for them.
            if (refused.status().is4xxClientError()) {
                passwords.forget();
            }
            throw refused;
        }
    }

    private RunOrder agreed(RunOrder order, NewRun wanted) {
        var agreed = order.agreed(wanted.planHash());
        planning.require(agreed);
        return agreed;
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
