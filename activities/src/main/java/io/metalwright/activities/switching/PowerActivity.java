package io.metalwright.activities.switching;

import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.BootMode;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.steps.Power;

/** Switches machines through the BMCs that runs name. */
public final class PowerActivity implements Power {
    private final BmcVisits visits;
    private final SwitchingTimes times;

    public PowerActivity(BmcVisits visits, SwitchingTimes times) {
        this.visits = visits;
        this.times = times;
    }

    public PowerActivity(BmcVisits visits) {
        this(visits, SwitchingTimes.USUAL);
    }

    @Override
    public PowerState read(BmcTarget bmc) {
        return chassis(bmc).power();
    }

    @Override
    public String bootFromNetwork(BmcTarget bmc, BootMode mode) {
        var chassis = chassis(bmc);
        var network = new BootOverride(BootDevice.NETWORK, false, mode);
        // Before the power, so that a machine whose BMC refuses is left running.
        var reading = chassis.override(network);
        boolean wasOn = chassis.power() == PowerState.ON;
        if (wasOn) {
            chassis.beOff();
            chassis.rest();
            // Some BMCs drop it with the power.
            reading = chassis.override(network);
        }
        chassis.beOn();
        return "The boot device read " + Chassis.words(reading) + "; then the machine was "
                + (wasOn ? "switched off and on" : "switched on") + ", and its power reads on.";
    }

    @Override
    public String clearBootOverride(BmcTarget bmc, BootMode mode) {
        var reading = chassis(bmc).override(new BootOverride(BootDevice.NONE, false, mode));
        return "The boot device reads " + Chassis.words(reading) + ".";
    }

    @Override
    public PowerState apply(BmcTarget bmc, PowerCommand command) {
        var chassis = chassis(bmc);
        switch (command) {
            case ON -> chassis.beOn();
            case OFF -> chassis.beOff();
            case SOFT_OFF -> chassis.shutDown();
            case CYCLE -> chassis.cycle();
            case RESET -> chassis.reset();
        }
        return chassis.power();
    }

    private Chassis chassis(BmcTarget bmc) {
        return new Chassis(visits, bmc, times, Pulse.ofActivity());
    }
}
