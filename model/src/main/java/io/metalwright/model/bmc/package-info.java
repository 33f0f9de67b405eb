/** What a BMC tells of its machine: sensors, events, inventories, in words that no protocol owns. */
@NullMarked
package io.metalwright.model.bmc;

import org.jspecify.annotations.NullMarked;
