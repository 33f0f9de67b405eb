/**
 * A server without hardware, in this process: a BMC, firmware that boots from the network or its disk, BootOS, and the system that is installed.
 * It costs a few sockets and virtual threads, so that there may be many.
 */
@NullMarked
package io.metalwright.ops.simulated;

import org.jspecify.annotations.NullMarked;
