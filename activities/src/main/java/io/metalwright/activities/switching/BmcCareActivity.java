package io.metalwright.activities.switching;

import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.BmcCare;

/** Looks after the BMCs that runs name. */
public final class BmcCareActivity implements BmcCare {
    private final BmcVisits visits;
    private final IntendedPasswords intended;
    private final BmcCareTimes times;

    public BmcCareActivity(BmcVisits visits, IntendedPasswords intended, BmcCareTimes times) {
        this.visits = visits;
        this.intended = intended;
        this.times = times;
    }

    public BmcCareActivity(BmcVisits visits, IntendedPasswords intended) {
        this(visits, intended, BmcCareTimes.USUAL);
    }

    @Override
    public String reset(BmcTarget bmc) {
        return new BmcRestart(visits, bmc, times, Pulse.ofActivity()).make();
    }

    @Override
    public String changePassword(BmcTarget bmc) {
        return new PasswordChange(visits, intended, bmc, times.learns()).make();
    }
}
