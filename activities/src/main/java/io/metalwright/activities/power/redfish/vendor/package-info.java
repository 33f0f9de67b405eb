/** What is known of makers' BMCs beyond the specification: how each is recognised, and what differs. One file a maker. */
@NullMarked
package io.metalwright.activities.power.redfish.vendor;

import org.jspecify.annotations.NullMarked;
