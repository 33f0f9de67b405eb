package io.metalwright.boot.plans;

import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A boot token as it is kept: its sum is the key.
 *
 * @param minted when the script was made
 * @param bootId the boot that used it, or null while nobody has
 * @param hostKeys sum of the host keys of that boot
 */
record BootToken(
        MacAddress mac,
        Instant minted,
        Instant until,
        @Nullable String bootId,
        @Nullable Sha256 hostKeys) {}
