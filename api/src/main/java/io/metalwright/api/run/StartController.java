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
import io.metalwright.cmdb.run.RunFilter;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.SiteName;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.WorkflowMemos;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final BegunRuns begun;
    private final TemporalLinks links;

    StartController(
            Cmdb cmdb,
            MachineLookup machines,
            MachineChoice choice,
            RunOrders orders,
            RunStart start,
            RunPlanning planning,
            RunQueueing queueing,
            BegunRuns begun,
            TemporalLinks links) {
        this.cmdb = cmdb;
        this.machines = machines;
        this.choice = choice;
        this.orders = orders;
        this.start = start;
        this.planning = planning;
        this.queueing = queueing;
        this.begun = begun;
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
            @RequestAttribute(name = IdempotencyFilter.REQUEST, required = false) @Nullable String repeatable,
            HttpServletRequest request) {
        var spec = Objects.requireNonNullElseGet(wanted.spec(), JsonNodeFactory.instance::objectNode);
        if (dryRun) {
            return ResponseEntity.ok(planning.of(order(wanted, spec)));
        }
        if (queue) {
            return queued(wanted, spec, caller, request);
        }
        var answer = (repeatable == null ? Optional.<RunAnswer>empty() : begun(wanted, spec, caller, repeatable))
                .orElseGet(() -> wanted.kind() == RunKind.REGISTER
                        ? start(
                                agreed(orders.register(wanted.machine(), spec), wanted)
                                        .askedBy(repeatable),
                                caller)
                        : onMachine(wanted, machine(wanted), spec, caller, repeatable));
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
                    .body(answer(run));
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

    /** The run that an earlier sending of this request began. It is looked for before all else: what was in order then need not be so now. */
    private Optional<RunAnswer> begun(NewRun wanted, ObjectNode spec, Caller caller, String request) {
        if (wanted.kind() == RunKind.REGISTER) {
            var order = orders.readRegistration(wanted.machine(), spec);
            return present(order.workflowId(), wanted.kind(), order.machine(), order.site(), caller, request)
                    .or(() -> latest(order.machine(), wanted.kind(), request));
        }
        if (wanted.capabilities() != null && !wanted.capabilities().isEmpty()) {
            // Another machine would be chosen now.
            return latest(null, wanted.kind(), request);
        }
        var machine = machine(wanted);
        return present(WorkflowIds.machine(machine.id()), wanted.kind(), machine, machine.site(), caller, request)
                .or(() -> latest(machine, wanted.kind(), request));
    }

    private Optional<RunAnswer> present(
            String workflowId,
            RunKind kind,
            @Nullable MachineRow machine,
            SiteName site,
            Caller caller,
            String request) {
        return begun.present(workflowId, BegunRuns.keptSince(), WorkflowMemos.REQUEST, request)
                .map(run -> cmdb.runs()
                        .find(run)
                        .map(this::answer)
                        .orElseGet(() ->
                                answer(RunStart.justBegun(run, workflowId, kind, machine, site), machine, caller)));
    }

    private Optional<RunAnswer> latest(@Nullable MachineRow machine, RunKind kind, String request) {
        var among =
                machine == null ? new RunFilter(null, null, kind, null) : new RunFilter(machine.id(), null, null, null);
        return begun.latest(among, BegunRuns.keptSince(), WorkflowMemos.REQUEST, request)
                .flatMap(cmdb.runs()::find)
                .map(this::answer);
    }

    private RunAnswer onMachine(
            NewRun wanted, MachineRow machine, ObjectNode spec, Caller caller, @Nullable String repeatable) {
        queueing.refuseOvertaking(machine);
        var passwords = new Passwords(cmdb, machine.id());
        var order = agreed(orders.onMachine(wanted.kind(), machine, spec, passwords), wanted);
        passwords.keep();
        try {
            return start(order.askedBy(repeatable), caller);
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
        return answer(start.start(order, caller.name()), order.machine(), caller);
    }

    private RunAnswer answer(RunRow row) {
        return RunAnswer.of(row, null, links.of(row.workflowId(), row.id()));
    }

    private RunAnswer answer(RunView view, @Nullable MachineRow machine, Caller caller) {
        return RunAnswer.of(
                view,
                machine == null ? null : machine.name(),
                caller.name(),
                null,
                links.of(view.workflowId(), view.id()));
    }
}
