package io.metalwright.model.boot;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Milestones of a boot, in the order in which they are passed. */
public enum SignKind {
    NO_ADDRESS("asked for an address and was given none"),
    DHCP("got an address"),
    BOOT_FILE("fetched its boot file"),
    SCRIPT("fetched its boot script"),
    MEDIUM("had its BMC fetch the boot disc"),
    KERNEL("fetched the kernel"),
    INITRD("fetched the initrd"),
    ANSWERS("fetched its installer's answers"),
    PARTITIONED("has its disk divided by the installer"),
    BASE_SYSTEM("has its base system from the installer"),
    INSTALLED("has been installed"),
    STOPPED("was given up by its installer"),
    AGENT("announced itself from BootOS"),
    LOCAL_DISK("was sent to its disk"),
    OS_READY("reported from its installed system"),
    AGENT_REFUSED("came up in BootOS and was refused");

    private final String phrase;

    SignKind(String phrase) {
        this.phrase = phrase;
    }

    /** Completes "the machine …". */
    public String phrase() {
        return phrase;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
