/** A BMC's network and user, set from inside the machine with ipmitool, and proven from outside. */
@NullMarked
package io.metalwright.activities.bmcsetup;

import org.jspecify.annotations.NullMarked;
