package io.metalwright.activities.power.redfish.vendor;

import io.metalwright.activities.power.redfish.Resource;
import java.util.Locale;

/** OpenBMC's bmcweb. Beside the server, which is always {@code system}, it may list a hypervisor, and on NVIDIA's machines the GPU baseboard. */
final class OpenBmc implements Vendor {
    @Override
    public String name() {
        return "OpenBMC";
    }

    @Override
    public int enterprise() {
        return 49871;
    }

    @Override
    public boolean recognises(Identity identity) {
        return identity.hasExtension("OpenBmc") || identity.hasExtension("OpenBMC") || identity.isModel("OpenBmc");
    }

    @Override
    public boolean isServer(Resource system) {
        var id = system.word("Id").toLowerCase(Locale.ROOT);
        return Vendor.super.isServer(system) && !id.equals("hypervisor") && !id.startsWith("hgx");
    }
}
