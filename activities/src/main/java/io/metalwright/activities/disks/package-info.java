/** Disks and partitions as BootOS sees them; a disk is known by what it says of itself and never by its letter. */
@NullMarked
package io.metalwright.activities.disks;

import org.jspecify.annotations.NullMarked;
