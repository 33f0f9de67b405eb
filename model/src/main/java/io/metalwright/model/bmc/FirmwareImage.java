package io.metalwright.model.bmc;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Firmware that a BMC fetches and writes.
 *
 * @param image http or https URL, as the BMC reaches it
 * @param targets which parts it is for: names or ids of the firmware inventory, {@code system}, {@code manager}, or links; empty: the BMC knows by
 *     the image
 * @param atRestart whether the BMC shall keep it until the machine's next start, where it lets one choose
 */
public record FirmwareImage(String image, List<String> targets, boolean atRestart) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MOST_TARGETS = 20;

    public FirmwareImage {
        var scheme = ImageUrl.checked(image, "a firmware image", "bmc.bin").getScheme();
        if (!SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("'image' begins with http or https, and not with " + scheme);
        }
        targets = targets == null ? List.of() : List.copyOf(targets);
        if (targets.size() > MOST_TARGETS || targets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "'targets' are names of the firmware inventory, at most " + MOST_TARGETS);
        }
    }

    public static FirmwareImage of(String image, @Nullable List<String> targets, boolean atRestart) {
        return new FirmwareImage(image, targets == null ? List.of() : targets, atRestart);
    }

    /** Such as {@code https://10.0.0.1/bmc.bin for BMC}. */
    public String words() {
        return image + (targets.isEmpty() ? "" : " for " + String.join(", ", targets));
    }
}
