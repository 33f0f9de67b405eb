package io.metalwright.model.plan;

/** What a plan says beforehand of a machine whose firmware will not start what it is given. */
public final class SecureBootWarning {
    public static final String UNSIGNED_FROM_NETWORK =
            "WARNING: secure boot is on, and what boots BootOS from the network (iPXE) is signed by nobody: the firmware refuses it,"
                    + " unless it was given a key for it. Ask for bootMethod 'virtual-media', whose disc is signed, or switch secure boot off first.";

    private SecureBootWarning() {}
}
