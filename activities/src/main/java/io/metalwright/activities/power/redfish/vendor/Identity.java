package io.metalwright.activities.power.redfish.vendor;

import io.metalwright.activities.power.redfish.Resource;
import java.util.Locale;

/**
 * What a BMC shows of itself.
 *
 * @param root the service root
 * @param manager the BMC as a manager; an empty object where it lists none
 */
public record Identity(Resource root, Resource system, Resource manager) {
    /** Whether an extension of this name (DSP0266, OEM property) is there. */
    public boolean hasExtension(String name) {
        return root.has("Oem", name) || system.has("Oem", name) || manager.has("Oem", name);
    }

    /** Whether the maker's name begins so, in whatever case. */
    public boolean isMadeBy(String name) {
        return begins(root.word("Vendor"), name)
                || begins(system.word("Manufacturer"), name)
                || begins(manager.word("Manufacturer"), name);
    }

    public boolean isModel(String name) {
        return begins(manager.word("Model"), name);
    }

    private static boolean begins(String text, String name) {
        return text.strip().toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT));
    }
}
