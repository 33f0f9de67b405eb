package io.metalwright.boot.plans;

import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import java.util.List;
import java.util.Optional;

/** What an agent is told: whether it is wanted, and who may log in. */
public record Work(boolean wanted, List<String> authorizedKeys) {
    static final Work NONE = new Work(false, List.of());

    /** A stranger's agent waits until somebody knows it. */
    static Work of(Optional<MachineBoot> boot) {
        return boot.map(known -> switch (known.plan()) {
                    case BootPlan.BootOs(boolean wanted, List<String> keys) -> new Work(wanted, keys);
                    // It is on its way into another system.
                    case BootPlan.Installer ignored -> NONE;
                    // The disk is the next boot's business: who restarts the machine is the run, by SSH.
                    case BootPlan.LocalDisk(List<String> keys) -> new Work(false, keys);
                })
                .orElse(NONE);
    }
}
