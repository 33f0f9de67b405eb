package io.metalwright.activities.power;

import org.jspecify.annotations.Nullable;

/**
 * What a BMC said to having a volume made or deleted: that it took it, which proves nothing.
 *
 * @param atRestart whether its controller does it only while the machine starts
 * @param task where the BMC tells what becomes of it; null where it does not
 */
public record VolumeOrder(boolean atRestart, @Nullable String task) {}
