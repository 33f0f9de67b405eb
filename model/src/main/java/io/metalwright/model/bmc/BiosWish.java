package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * BIOS settings that shall be so, by the names and values of the firmware itself (DSP2046, Bios and AttributeRegistry): {@code {"ProcTurboMode":
 * "Enabled", "ProcCoreDisable": "0"}}. Numbers and truths are written as texts. What is not named stays as it is; at least one is named.
 */
public record BiosWish(@JsonValue SortedMap<String, String> attributes) {
    private static final int MOST = 500;
    private static final int LONGEST = 500;
    /** Passwords are stored in histories by whoever puts them here. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passwd|passphrase|pwd|secret).*");
    /** A run plans by the boot mode, and so must know of it. */
    private static final Set<String> BOOT_MODES =
            Set.of("BootMode", "BootModeSelect", "SystemBootMode", "BootModes_SystemBootMode", "BootType");

    public BiosWish(SortedMap<String, String> attributes) {
        this.attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        this.attributes.forEach(BiosWish::check);
        if (attributes.isEmpty() || attributes.size() > MOST) {
            throw new IllegalArgumentException("'bios' names " + attributes.size() + " settings: give 1 to " + MOST
                    + ", as {\"ProcTurboMode\": \"Enabled\"}");
        }
    }

    /** One that is null stays as it is. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static BiosWish of(Map<String, String> attributes) {
        var given = new TreeMap<String, String>();
        attributes.forEach((name, value) -> {
            if (value != null) {
                given.put(name, value);
            }
        });
        return new BiosWish(given);
    }

    /** Whether a setting of that name holds, or may hold, a secret: such are neither told nor taken. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    private static void check(String name, String value) {
        if (name.isBlank() || !isPrintable(name)) {
            throw new IllegalArgumentException(
                    "'bios' names a setting that is no name: 1 to " + LONGEST + " printable characters");
        }
        if (isSecret(name)) {
            throw new IllegalArgumentException(
                    "'bios' names " + name
                            + ", which is a password's: such are not taken, as a run's history would keep them. Set it in the firmware's own set-up");
        }
        if (BOOT_MODES.contains(name)) {
            throw new IllegalArgumentException(
                    "'bios' names " + name + ", by which a run is planned: give 'bootMode' in its place");
        }
        if (!isPrintable(value)) {
            throw new IllegalArgumentException(
                    "'bios' has for " + name + " no value: up to " + LONGEST + " printable characters");
        }
    }

    private static boolean isPrintable(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    /** For people: {@code ProcTurboMode=Enabled, Sriov=Disabled}. */
    public String words() {
        return words(attributes);
    }

    public static String words(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
