package io.metalwright.activities.power.redfish.vendor;

import io.metalwright.model.BootMode;
import java.util.List;

/** Huawei iBMC, and xFusion's after it. The boot mode's BIOS attribute is {@code BootType}. Changes must name the resource's tag. */
final class HuaweiIbmc implements Vendor {
    @Override
    public String name() {
        return "Huawei iBMC";
    }

    @Override
    public int enterprise() {
        return 2011;
    }

    @Override
    public boolean recognises(Identity identity) {
        return identity.hasExtension("Huawei")
                || identity.hasExtension("xFusion")
                || identity.isMadeBy("Huawei")
                || identity.isMadeBy("xFusion");
    }

    @Override
    public List<String> bootModeAttributes() {
        return List.of("BootType", "BootMode");
    }

    @Override
    public String bootModeWord(BootMode mode) {
        return mode == BootMode.UEFI ? "UEFIBoot" : "LegacyBoot";
    }
}
