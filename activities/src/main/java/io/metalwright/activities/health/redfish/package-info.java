/** Events that BMCs push by Redfish: the subscriptions to them, and the door at which they arrive. */
@NullMarked
package io.metalwright.activities.health.redfish;

import org.jspecify.annotations.NullMarked;
