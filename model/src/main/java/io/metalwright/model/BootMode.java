package io.metalwright.model;

/** How a machine's firmware starts an operating system. */
public enum BootMode {
    BIOS,
    UEFI
}
