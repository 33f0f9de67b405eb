package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.metalwright.model.BootMode;
import org.jspecify.annotations.Nullable;

/**
 * How a machine's firmware is set, as its BMC tells it. Firmware takes most changes at its next start alone; until then they are pending.
 *
 * @param bootMode in which it starts; null: the BMC does not tell
 * @param nextBootMode in which it will start next, where that is another one
 * @param secureBoot whether the last start was one with secure boot; null: the BMC does not tell
 * @param nextSecureBoot whether the next one will be, where that differs
 * @param keys {@code setup} (none are enrolled), {@code user}, {@code audit} or {@code deployed}; null: the BMC does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FirmwareSetup(
        @Nullable BootMode bootMode,
        @Nullable BootMode nextBootMode,
        @Nullable Boolean secureBoot,
        @Nullable Boolean nextSecureBoot,
        @Nullable String keys) {
    public static final String NO_KEYS = "setup";

    /** Whether it is so, or will be from the next start on. What became of keys is told by some BMCs only then, and counts as it is told. */
    public boolean shows(FirmwareWish wish) {
        return (wish.bootMode() == null || wish.bootMode() == (nextBootMode == null ? bootMode : nextBootMode))
                && (wish.secureBoot() == null
                        || wish.secureBoot().equals(nextSecureBoot == null ? secureBoot : nextSecureBoot));
    }

    /** Whether the keys read as after such a reset, as far as that can be told: whose keys they are, nobody tells. */
    public boolean shows(KeyReset reset) {
        return keys != null && keys.equals(NO_KEYS) == (reset == KeyReset.CLEAR);
    }

    /** For people: {@code boot mode BIOS (UEFI from the next start on), secure boot off}. */
    public String words() {
        return "boot mode " + (bootMode == null ? "untold" : bootMode)
                + (nextBootMode == null ? "" : " (" + nextBootMode + " from the next start on)") + ", secure boot "
                + (secureBoot == null ? "untold" : onOff(secureBoot))
                + (nextSecureBoot == null ? "" : " (" + onOff(nextSecureBoot) + " from the next start on)")
                + (keys == null ? "" : ", keys " + keys);
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }
}
