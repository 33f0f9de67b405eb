package io.metalwright.api.run;

import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.queue.QueueState;
import io.metalwright.cmdb.queue.QueuedRun;
import io.metalwright.cmdb.run.RunFilter;
import io.metalwright.model.MachineId;
import io.metalwright.model.run.RunKind;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.WorkflowMemos;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts the run that is first in a machine's queue once the machine is free. Whoever starts it says so before it does: when the answer is lost,
 * the engine is asked whether the run has begun, and it is not begun twice.
 */
@Component
class QueueTurn {
    private static final Logger LOG = LoggerFactory.getLogger(QueueTurn.class);
    /** Longer than any call to the engine takes: who began to start it then does so no more. */
    private static final Duration CLAIM = Duration.ofSeconds(45);

    private static final Duration KEPT = Duration.ofDays(7);

    private final Cmdb cmdb;
    private final RunOrders orders;
    private final RunPlanning planning;
    private final RunStart start;
    private final BegunRuns begun;
    private final JsonMapper json;

    QueueTurn(Cmdb cmdb, RunOrders orders, RunPlanning planning, RunStart start, BegunRuns begun, JsonMapper json) {
        this.cmdb = cmdb;
        this.orders = orders;
        this.planning = planning;
        this.start = start;
        this.begun = begun;
        this.json = json;
    }

    @Scheduled(fixedDelay = 2, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void takeAll() {
        takeAll(Instant.now().minus(CLAIM));
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        try {
            cmdb.runQueue().forgetOver(Instant.now().minus(KEPT));
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Queued runs that are over could not be forgotten", e);
        }
    }

    /** @param lost who claimed one before then has not come to an end with it */
    void takeAll(Instant lost) {
        try {
            for (var machine : cmdb.runQueue().machines()) {
                try {
                    take(machine, lost);
                } catch (Problem | DataAccessException | TransactionException e) {
                    throw e;
                } catch (RuntimeException e) {
                    // The others have their turn all the same.
                    LOG.warn("the queue of machine {} could not be looked through: {}", machine, e.getMessage());
                }
            }
        } catch (Problem | DataAccessException | TransactionException e) {
            // Whoever is away is told of at every request, and the next turn comes.
            LOG.debug("The queues of machines could not be looked through", e);
        }
    }

    void take(MachineId machine) {
        take(machine, Instant.now().minus(CLAIM));
    }

    private void take(MachineId machine, Instant lost) {
        var first = cmdb.runQueue().first(machine).orElse(null);
        if (first == null) {
            return;
        }
        if (first.state() == QueueState.STARTING) {
            if (first.updatedAt().isBefore(lost)) {
                settle(first);
            }
            return;
        }
        if (cmdb.runs().activeOf(List.of(machine)).isEmpty()
                && cmdb.runQueue().move(first.id(), QueueState.QUEUED, QueueState.STARTING, null, null)) {
            begin(first);
        }
    }

    private void begin(QueuedRun queued) {
        var already = begun(queued);
        if (already.isPresent()) {
            started(queued, already.get());
            return;
        }
        try {
            requireNothingUnknownSince(queued);
            var order = order(queued).agreed(queued.planHash()).asQueued(queued.id());
            planning.require(order);
            started(queued, start.start(order, queued.requestedBy()).id());
        } catch (Problem problem) {
            if (problem.status().is5xxServerError()) {
                // Perhaps it was heard: that is settled when the engine answers again.
                return;
            }
            if (problem.is("machine-busy")) {
                cmdb.runQueue().move(queued.id(), QueueState.STARTING, QueueState.QUEUED, null, null);
                return;
            }
            LOG.warn("queued run {} of machine {} is refused: {}", queued.id(), queued.machine(), problem.getMessage());
            cmdb.runQueue()
                    .move(
                            queued.id(),
                            QueueState.STARTING,
                            QueueState.REFUSED,
                            null,
                            String.valueOf(problem.getMessage()));
        }
    }

    /** A database that was restored from a backup may hold what was queued, begun and done long ago. */
    private void requireNothingUnknownSince(QueuedRun queued) {
        begun.unknown(WorkflowIds.machine(queued.machine()), queued.askedAt()).ifPresent(run -> {
            throw Problem.conflict(
                    "unknown-run",
                    "The database lacks a run",
                    "Temporal has had run " + run
                            + " of this machine since this one was queued, and the database knows nothing of it."
                            + " Was it restored from a backup? See what the machine is now, and start the run anew if it is still wanted.");
        });
    }

    private RunOrder order(QueuedRun queued) {
        var spec = (ObjectNode) json.readTree(queued.spec());
        if (queued.kind() == RunKind.REGISTER) {
            return orders.register(queued.machine().value(), spec);
        }
        MachineRow machine = cmdb.machines().find(queued.machine()).orElseThrow();
        return orders.onMachine(queued.kind(), machine, spec, new Passwords(cmdb, machine.id()));
    }

    private void started(QueuedRun queued, String run) {
        cmdb.runQueue().move(queued.id(), QueueState.STARTING, QueueState.STARTED, run, null);
    }

    /** Whoever claimed it is gone, or heard nothing: asks the engine whether it was begun. */
    private void settle(QueuedRun queued) {
        var run = begun(queued);
        if (run.isPresent()) {
            started(queued, run.get());
        } else {
            cmdb.runQueue().move(queued.id(), QueueState.STARTING, QueueState.QUEUED, null, null);
        }
    }

    /** The machine's present workflow, else one of its latest runs: while it was under way, no other could begin. */
    private Optional<String> begun(QueuedRun queued) {
        return begun.present(WorkflowIds.machine(queued.machine()), Instant.EPOCH, WorkflowMemos.QUEUED, queued.id())
                .or(() -> begun.latest(
                        new RunFilter(queued.machine(), null, null, null),
                        Instant.EPOCH,
                        WorkflowMemos.QUEUED,
                        queued.id()));
    }
}
