package io.metalwright.model.power;

import io.metalwright.model.BootMode;

/** A boot device asked for, once or until it is taken back, for BIOS or UEFI. */
public record BootOverride(BootDevice device, boolean persistent, BootMode mode) {}
