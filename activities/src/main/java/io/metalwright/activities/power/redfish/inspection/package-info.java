/** A machine's hardware as its BMC's resources tell it: one file a kind of thing. */
@NullMarked
package io.metalwright.activities.power.redfish.inspection;

import org.jspecify.annotations.NullMarked;
