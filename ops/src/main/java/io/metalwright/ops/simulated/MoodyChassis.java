package io.metalwright.ops.simulated;

import io.metalwright.ops.simulated.bmc.Chassis;

/** A chassis as its BMC has it: what the BMC accepted is done where the machine's temper lets it. */
record MoodyChassis(Chassis chassis, Temper temper) implements Chassis {
    @Override
    public boolean isOn() {
        return chassis.isOn();
    }

    @Override
    public void powerUp() {
        if (temper.powerObeys()) {
            chassis.powerUp();
        }
    }

    @Override
    public void powerDown() {
        if (temper.powerObeys()) {
            chassis.powerDown();
        }
    }

    @Override
    public void reset() {
        if (temper.powerObeys()) {
            chassis.reset();
        }
    }

    @Override
    public void softShutdown() {
        if (temper.powerObeys()) {
            chassis.softShutdown();
        }
    }
}
