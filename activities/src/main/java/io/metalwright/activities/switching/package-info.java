/** A machine's power and boot device through its BMC: looked at, changed, proven. */
@NullMarked
package io.metalwright.activities.switching;

import org.jspecify.annotations.NullMarked;
