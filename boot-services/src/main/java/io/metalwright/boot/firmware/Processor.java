package io.metalwright.boot.firmware;

import java.util.Locale;

/** The instruction set that a boot file must have. */
public enum Processor {
    X86,
    X64,
    ARM32,
    ARM64;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
