package io.metalwright.api.runbook;

import io.metalwright.api.naming.Names;
import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.model.runbook.RunbookSteps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A runbook to enter, or to write anew; the name may then be left to the path.
 *
 * @param steps in their order; each tells by {@code do} what it does
 */
record NewRunbook(@Nullable String name, @Nullable String description, List<RunbookStep> steps) {
    NewRunbook {
        if (name != null) {
            Names.check(name, "runbook");
        }
        Names.checkDescription(description);
        steps = RunbookSteps.checked(steps);
    }
}
