package io.metalwright.ops.fleet;

/** What hardware does against its word. Each of these is one that a run must get over without a person. */
public enum Fault {
    /** The BMC, or {@code reboot -f}, says yes and nothing happens. */
    LIES,
    /** The BMC does not answer for some seconds. */
    SILENCE,
    /** BMC, commands and disk take their time. */
    SLOWNESS,
    /** The machine resets in the middle of a step. */
    REBOOTS,
    /** SSH shows another host key than the agent announced. */
    HOST_KEY
}
