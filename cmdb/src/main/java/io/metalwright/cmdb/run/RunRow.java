package io.metalwright.cmdb.run;

import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A run as its workflow last told it, and by whom it was asked for.
 *
 * @param machineName the machine's name then: the history outlives the machine
 * @param step the step it stands at
 * @param spec JSON of what was asked, without secrets; null when it was not started through the API
 * @param details all of it
 * @param logLines lines of the log that this row has seen; an older view never replaces a newer one
 * @param revision grows with each change
 */
@Table("run")
public record RunRow(
        @Id String id,
        String workflowId,
        RunKind kind,
        @Nullable MachineId machine,
        @Nullable String machineName,
        @Nullable SiteName site,
        RunState state,
        @Nullable String step,
        @Nullable String outcome,
        @Nullable String planHash,
        @Nullable String requestedBy,
        @Nullable String spec,
        RunView details,
        long logLines,
        long revision,
        Instant startedAt,
        @Nullable Instant endedAt,
        Instant updatedAt) {}
