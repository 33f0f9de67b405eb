package io.metalwright.workflows.adopt;

import io.metalwright.workflows.run.TitledStep;
import io.metalwright.workflows.steps.Power;
import java.time.Duration;

/** Proves that the machine's BMC lets us in. */
final class BmcStep extends TitledStep<AdoptRun> {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    BmcStep(AdoptRun run) {
        super(run, "bmc", "Log in to the BMC");
    }

    @Override
    public void bmcMended(String word) {
        run.bmcMended(word);
    }

    @Override
    public String perform() {
        var bmc = run.bmc();
        if (bmc == null) {
            return "No BMC is known: somebody has to switch this machine by hand. Enter one on its page at any time.";
        }
        return bmc.address() + " lets us in; power reads "
                + run.site(Power.class, DEADLINE).read(bmc).word() + ".";
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public String advice() {
        return "Mend the BMC's address, user and password on the machine's page, then retry; or skip it.";
    }
}
