package io.metalwright.api.run;

import io.metalwright.api.access.Caller;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.queue.QueueState;
import io.metalwright.cmdb.queue.QueuedRun;
import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets runs wait for a machine that another run has. A run that may wait is written down before it is started, so that it is started once. */
@Component
final class RunQueueing {
    /** What a run before it may still mend. */
    private static final Set<String> MAY_CHANGE = Set.of("in-use", "not-deployed", "not-registered", "no-bmc");

    private final Cmdb cmdb;
    private final KindsOfRun kinds;
    private final QueueTurn turn;

    RunQueueing(Cmdb cmdb, KindsOfRun kinds, QueueTurn turn) {
        this.cmdb = cmdb;
        this.kinds = kinds;
        this.turn = turn;
    }

    /** Refuses a run that would overtake those that wait. */
    void refuseOvertaking(MachineRow machine) {
        var before = cmdb.runQueue().first(machine.id());
        if (before.isPresent()) {
            throw Problem.conflict(
                            "machine-busy",
                            "The machine is waited for",
                            "Machine " + machine.name() + " is waited for by a run that was queued before: "
                                    + before.get().summary() + ".")
                    .help("Queue this one too (queue=true), or take the others out of the machine's queue.");
        }
    }

    /**
     * Puts a run at the end of its machine's queue, and starts it at once where nothing is before it.
     *
     * @param secrets what came with the request and is kept for this run alone
     * @param key of the request, where it has one: however often it is repeated, the run is there once
     */
    QueuedRun ask(RunOrder order, MachineRow machine, List<String> secrets, Caller caller, @Nullable String key) {
        if (!isBusy(machine.id())) {
            kinds.check(order);
        } else {
            checkWhatStays(order);
        }
        var now = Instant.now();
        var wanted = new QueuedRun(
                key == null ? "q-" + UUID.randomUUID() : id(caller, key),
                machine.id(),
                0,
                order.kind(),
                Json.text(order.input()),
                order.summary(),
                String.join(" ", secrets),
                order.planHash(),
                caller.name(),
                QueueState.QUEUED,
                null,
                null,
                now,
                now);
        boolean entered = cmdb.atomically(() -> {
            cmdb.machines().lock(machine.id());
            return cmdb.runQueue().find(wanted.id()).isEmpty()
                    && cmdb.runQueue().add(wanted);
        });
        if (entered) {
            turn.take(machine.id());
        }
        var queued = cmdb.runQueue().find(wanted.id()).orElseThrow();
        if (queued.state() == QueueState.REFUSED && cmdb.runQueue().cancel(queued.id())) {
            // Its turn came at once, so that the asker still listens.
            throw Problem.refused("refused", "The run cannot be started", String.valueOf(queued.trouble()));
        }
        return queued;
    }

    /** The id of a request that was made before under this key is the same. */
    private static String id(Caller caller, String key) {
        return "q-" + Sha256.sumOf(caller.id() + "\n" + key).hex().substring(0, 32);
    }

    private boolean isBusy(MachineId machine) {
        return cmdb.runQueue().first(machine).isPresent()
                || cmdb.runs().activeOf(List.of(machine)).containsKey(machine);
    }

    private void checkWhatStays(RunOrder order) {
        try {
            kinds.check(order);
        } catch (Problem problem) {
            if (MAY_CHANGE.stream().noneMatch(problem::is)) {
                throw problem;
            }
        }
    }
}
