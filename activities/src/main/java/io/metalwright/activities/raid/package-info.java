/** The device that an image goes to: a disk, or disks joined. */
@NullMarked
package io.metalwright.activities.raid;

import org.jspecify.annotations.NullMarked;
