/** A fleet of simulated machines, in a process of its own, which some other process plays with: {@code ops/fleet/fleet} does. */
@NullMarked
package io.metalwright.ops.fleet;

import org.jspecify.annotations.NullMarked;
