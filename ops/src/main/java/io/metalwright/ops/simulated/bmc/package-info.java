/** A BMC without hardware: IPMI 2.0 over UDP, users, network and boot flags, and a chassis that it switches. */
@NullMarked
package io.metalwright.ops.simulated.bmc;

import org.jspecify.annotations.NullMarked;
