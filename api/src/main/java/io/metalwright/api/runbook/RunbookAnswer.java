package io.metalwright.api.runbook;

import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.runbook.RunbookRow;
import io.metalwright.model.runbook.RunbookStep;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A runbook as the API tells it. */
record RunbookAnswer(
        String name, @Nullable String description, List<RunbookStep> steps, Instant createdAt, Instant updatedAt) {
    static RunbookAnswer of(RunbookRow row) {
        return new RunbookAnswer(
                row.name(),
                row.description(),
                Arrays.asList(Json.read(row.steps(), RunbookStep[].class)),
                row.createdAt(),
                row.updatedAt());
    }
}
