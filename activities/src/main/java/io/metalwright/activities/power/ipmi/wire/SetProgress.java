package io.metalwright.activities.power.ipmi.wire;

/**
 * Parameter 0 of the LAN configuration and of the boot options (IPMI 2.0 tables 23-4 and 28-14). A BMC that can roll back throws away what was set when
 * COMPLETE comes without COMMIT; OpenIPMI's ipmi_sim does so with its LAN.
 */
public enum SetProgress {
    COMPLETE,
    IN_PROGRESS,
    COMMIT;

    public int value() {
        return ordinal();
    }
}
