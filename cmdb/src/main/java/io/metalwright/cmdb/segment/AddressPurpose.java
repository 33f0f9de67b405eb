package io.metalwright.cmdb.segment;

import java.util.Locale;

/** What an address is held for. */
public enum AddressPurpose {
    /** The machine in BootOS. */
    BOOT,
    /** Its installed system. */
    SYSTEM,
    BMC;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
