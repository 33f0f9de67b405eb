package io.metalwright.activities.power.redfish.vendor;

import io.metalwright.model.BootMode;
import java.util.List;

/**
 * Supermicro. On X11 and X12 the CD that the BMC emulates is a USB CD, and an override to {@code Cd} is accepted and boots nothing; an override whose
 * mode is not sent along is one for legacy BIOS (both told by the sources of OpenStack's sushy and ironic).
 */
final class SupermicroBmc implements Vendor {
    @Override
    public String name() {
        return "Supermicro";
    }

    @Override
    public int enterprise() {
        return 10876;
    }

    @Override
    public boolean recognises(Identity identity) {
        return identity.hasExtension("Supermicro")
                || identity.isMadeBy("Supermicro")
                || identity.isMadeBy("Super Micro");
    }

    @Override
    public List<String> cdTargets() {
        return List.of("UsbCd", "Cd");
    }

    @Override
    public boolean wantsModeWithOverride() {
        return true;
    }

    @Override
    public List<String> bootModeAttributes() {
        return List.of("BootModeSelect", "BootmodeSelect", "BootMode");
    }

    @Override
    public String bootModeWord(BootMode mode) {
        return mode == BootMode.UEFI ? "UEFI" : "Legacy";
    }
}
