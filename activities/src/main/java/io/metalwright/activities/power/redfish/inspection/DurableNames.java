package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** World-wide names (DSP2046, Resource, property Identifiers), written as the kernel writes them: {@code 0x5000c500a1b2c3d4}. */
public final class DurableNames {
    private static final List<String> WORLD_WIDE = List.of("NAA", "EUI", "NGUID", "NSID", "");

    private DurableNames() {}

    public static @Nullable String wwn(Resource thing) {
        return WORLD_WIDE.stream()
                .flatMap(format -> thing.objects("Identifiers").stream()
                        .filter(name -> name.word("DurableNameFormat").equals(format)))
                .flatMap(name -> name.text("DurableName").stream())
                .flatMap(name -> hexadecimal(name).stream())
                .findFirst()
                .orElse(null);
    }

    /** Makers add prefixes ({@code naa.}, {@code eui.}), colons and hyphens. What is no number of 64 or 128 bits is no world-wide name. */
    static Optional<String> hexadecimal(String name) {
        var digits = name.toLowerCase(Locale.ROOT)
                .replaceFirst("^(naa|eui|nguid|wwn)[.: -]?", "")
                .replaceFirst("^0x", "")
                .replaceAll("[: -]", "");
        return digits.matches("[0-9a-f]{16}([0-9a-f]{16})?") && !digits.matches("0+")
                ? Optional.of("0x" + digits)
                : Optional.empty();
    }
}
