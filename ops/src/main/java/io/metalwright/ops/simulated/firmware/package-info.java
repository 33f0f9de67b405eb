/** How a simulated machine's firmware comes to its address and its boot script. */
@NullMarked
package io.metalwright.ops.simulated.firmware;

import org.jspecify.annotations.NullMarked;
