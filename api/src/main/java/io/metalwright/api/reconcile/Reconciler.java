package io.metalwright.api.reconcile;

import io.metalwright.api.engine.Engine;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.MachineState;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Closes rows of runs whose workflow is closed. A run writes its own row to its end; but a workflow that somebody terminates, or that fails by a
 * bug, cannot.
 */
@Component
class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** A run that wrote a moment ago lives. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** States that a machine has only while a run has it. */
    private static final Set<MachineState> PASSING =
            EnumSet.of(MachineState.REGISTERING, MachineState.PROVISIONING, MachineState.CLEANING);

    private final Cmdb cmdb;
    private final Engine engine;

    Reconciler(Cmdb cmdb, Engine engine) {
        this.cmdb = cmdb;
        this.engine = engine;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 10, timeUnit = TimeUnit.SECONDS)
    void mend() {
        mendSilentSince(Instant.now().minus(SILENCE));
    }

    void mendSilentSince(Instant then) {
        try {
            for (var row : cmdb.runs().silentSince(then)) {
                try {
                    mend(row);
                } catch (Problem | DataAccessException | TransactionException e) {
                    throw e;
                } catch (RuntimeException e) {
                    // The others are mended all the same.
                    LOG.warn("run {} could not be compared with the engine: {}", row.id(), e.getMessage());
                }
            }
        } catch (Problem | DataAccessException | TransactionException e) {
            // Whoever is away is told of at every request, and the next minute comes.
            LOG.debug("Rows of runs could not be compared with the engine", e);
        }
    }

    private void mend(RunRow row) {
        ClosedRun.of(row, engine).ifPresent(end -> {
            if (cmdb.atomically(() -> close(end))) {
                LOG.warn(
                        "run {} of machine {} was over and had not told so: {}",
                        row.id(),
                        row.machine(),
                        end.outcome());
                leave(end);
            }
        });
    }

    /** A run that could not end itself has left its machine in a state that it was only passing through: nobody would ever take it out of there. */
    private void leave(RunView end) {
        var id = end.machine();
        if (id == null || end.state() == RunState.DONE) {
            return;
        }
        cmdb.atomically(() -> {
            cmdb.machines().lock(id);
            return cmdb.machines()
                    .find(id)
                    .filter(machine -> PASSING.contains(machine.state()))
                    .filter(machine -> cmdb.runs().activeOf(List.of(id)).isEmpty())
                    .map(machine -> cmdb.machines()
                            .recordState(
                                    id,
                                    MachineState.FAILED,
                                    "Run " + end.id() + " could not end itself, and what it did was not undone. "
                                            + end.outcome()))
                    .orElse(false);
        });
    }

    /** Notices of it are sent from the outbox. */
    private boolean close(RunView end) {
        boolean news = cmdb.runs().close(end);
        if (news) {
            cmdb.announcements().of(end);
        }
        return news;
    }
}
