/** Disks without hardware: sparse files, mirrors of two, and the little of partition tables and file systems that is really read and written. */
@NullMarked
package io.metalwright.ops.simulated.disk;

import org.jspecify.annotations.NullMarked;
