package io.metalwright.activities.power;

import org.jspecify.annotations.Nullable;

/**
 * What a BMC said to having firmware updated: that it took it, which proves nothing.
 *
 * @param atRestart whether it was told to keep the image until the machine's next start
 * @param task where the BMC tells what becomes of it; null where it does not
 */
public record UpdateOrder(boolean atRestart, @Nullable String task) {}
