package io.metalwright.activities.power.redfish.vendor;

import io.metalwright.model.BootMode;
import java.util.List;

/** Lenovo XClarity Controller. Boot mode is a BIOS attribute that carries its group's name. */
final class LenovoXcc implements Vendor {
    @Override
    public String name() {
        return "Lenovo XCC";
    }

    @Override
    public int enterprise() {
        return 19046;
    }

    @Override
    public boolean recognises(Identity identity) {
        return identity.hasExtension("Lenovo") || identity.isMadeBy("Lenovo");
    }

    @Override
    public List<String> bootModeAttributes() {
        return List.of("BootModes_SystemBootMode", "SystemBootMode");
    }

    @Override
    public String bootModeWord(BootMode mode) {
        return mode == BootMode.UEFI ? "UEFIMode" : "LegacyMode";
    }
}
