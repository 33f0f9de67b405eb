/** Machines: their rows, ports and hardware reports. */
@NullMarked
package io.metalwright.cmdb.machine;

import org.jspecify.annotations.NullMarked;
