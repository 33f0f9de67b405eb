package io.metalwright.model.boot;

import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The disc that boot-services hold ready for a machine's BMC, as long as the machine's plan names it.
 *
 * @param path sum of the secret that stands in its URL
 */
public record BootMedium(
        Sha256 path, MacAddress port, @Nullable StaticNetwork network) {
    public static BootMedium of(PlannedMedium planned, Sha256 path) {
        return new BootMedium(path, planned.port(), planned.network());
    }
}
