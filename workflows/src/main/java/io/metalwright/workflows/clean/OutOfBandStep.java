package io.metalwright.workflows.clean;

import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.workflows.boot.MachineStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.Locale;
import java.util.Set;

/** A part of a cleaning that the machine's BMC does. One that nobody named is passed over where the BMC has no way to do it. */
abstract class OutOfBandStep extends MachineStep<OperationRun> {
    private final boolean named;
    private final Set<BmcProtocol> protocols;

    /**
     * @param named whether somebody asked for this very step
     * @param protocols which of them have a way
     */
    OutOfBandStep(OperationRun run, CleaningStep step, String title, boolean named, Set<BmcProtocol> protocols) {
        super(run, step.word(), title);
        this.named = named;
        this.protocols = protocols;
    }

    /** Does it, and tells what was seen. */
    abstract String perform(BmcTarget bmc);

    @Override
    public final String perform() {
        var bmc = run.bmc();
        if (bmc == null) {
            return cannot("No BMC of " + run.machine.name() + " is known.");
        }
        if (!protocols.contains(bmc.protocol())) {
            return cannot("The BMC of " + run.machine.name() + " is spoken to by "
                    + bmc.protocol().word().toUpperCase(Locale.ROOT) + ", which has no way to.");
        }
        try {
            return perform(bmc);
        } catch (ActivityFailure e) {
            if (!named
                    && e.getCause() instanceof ApplicationFailure cause
                    && FailureTypes.BMC_HAS_NO_WAY.equals(cause.getType())) {
                return "Passed over. " + cause.getOriginalMessage();
            }
            throw e;
        }
    }

    private String cannot(String why) {
        if (!named) {
            return "Passed over. " + why;
        }
        throw StepTrouble.lasting(
                FailureTypes.BY_HAND,
                why,
                "Enter the BMC with protocol redfish, if it speaks that, and retry; or do it by hand and skip the step.");
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public String advice() {
        return "Do it by hand on the BMC's own page and skip the step, or mend the BMC and retry.";
    }
}
