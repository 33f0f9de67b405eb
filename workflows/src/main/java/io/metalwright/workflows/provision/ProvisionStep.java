package io.metalwright.workflows.provision;

import io.metalwright.workflows.boot.MachineStep;

/** A step of {@code Provision} alone. */
abstract class ProvisionStep extends MachineStep<ProvisionRun> {
    ProvisionStep(ProvisionRun run, String name, String title) {
        super(run, name, title);
    }
}
