package io.metalwright.api.run;

import io.metalwright.cmdb.queue.QueueState;
import io.metalwright.cmdb.queue.QueuedRun;
import io.metalwright.model.MachineId;
import io.metalwright.model.run.RunKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that waits for its machine, as the API tells it.
 *
 * @param summary what it will do, in a line
 * @param run what it was started as; null until then
 * @param trouble why it was refused when its turn came
 */
record QueuedRunAnswer(
        String id,
        RunKind kind,
        MachineId machine,
        String machineName,
        QueueState state,
        String summary,
        String requestedBy,
        @Nullable String planHash,
        @Nullable String run,
        @Nullable String trouble,
        Instant askedAt,
        Links links) {
    /** @param run what it was started as, in this API */
    record Links(String self, String machine, @Nullable String run) {}

    static QueuedRunAnswer of(QueuedRun queued, String machineName) {
        var machine = "/api/v1/machines/" + queued.machine();
        return new QueuedRunAnswer(
                queued.id(),
                queued.kind(),
                queued.machine(),
                machineName,
                queued.state(),
                queued.summary(),
                queued.requestedBy(),
                queued.planHash(),
                queued.run(),
                queued.trouble(),
                queued.askedAt(),
                new Links(
                        machine + "/queue/" + queued.id(),
                        machine,
                        queued.run() == null ? null : "/api/v1/runs/" + queued.run()));
    }
}
