package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The firmware of one of a machine's parts, as its BMC lists it (DSP2046, SoftwareInventory). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstalledFirmware(String name, String version) {}
