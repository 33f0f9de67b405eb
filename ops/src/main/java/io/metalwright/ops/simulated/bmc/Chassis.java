package io.metalwright.ops.simulated.bmc;

/** The machine as its BMC holds it. */
public interface Chassis {
    boolean isOn();

    void powerUp();

    void powerDown();

    /** Off and on, or the reset line: nothing of what ran goes on. */
    void reset();

    /** The button, pressed shortly: an operating system shuts down by itself. */
    void softShutdown();
}
