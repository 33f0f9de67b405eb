package io.metalwright.boot.firmware;

/** The instruction set that a boot file must have. */
public enum Processor {
    X86,
    X64,
    ARM32,
    ARM64
}
