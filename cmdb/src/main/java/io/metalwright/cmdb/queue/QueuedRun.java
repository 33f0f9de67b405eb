package io.metalwright.cmdb.queue;

import io.metalwright.model.MachineId;
import io.metalwright.model.run.RunKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A run that waits for its machine.
 *
 * @param place grows with each that is queued on this machine
 * @param spec JSON of what was asked, with references in place of secrets
 * @param secrets references of the secrets that came with it, parted by blanks: nobody else needs them
 * @param planHash sum of the plan that was agreed to, where one was
 * @param run what it was started as
 * @param trouble why it was refused when its turn came
 */
@Table("queued_run")
public record QueuedRun(
        @Id String id,
        MachineId machine,
        long place,
        RunKind kind,
        String spec,
        String summary,
        String secrets,
        @Nullable String planHash,
        String requestedBy,
        QueueState state,
        @Nullable String run,
        @Nullable String trouble,
        Instant askedAt,
        Instant updatedAt) {
    public List<String> secretNames() {
        return secrets.isEmpty() ? List.of() : List.of(secrets.split(" "));
    }

    QueuedRun at(long number) {
        return new QueuedRun(
                id,
                machine,
                number,
                kind,
                spec,
                summary,
                secrets,
                planHash,
                requestedBy,
                state,
                run,
                trouble,
                askedAt,
                updatedAt);
    }
}
