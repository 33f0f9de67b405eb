/** Images: taken in, kept as chunks, written to disks. */
@NullMarked
package io.metalwright.activities.imaging;

import org.jspecify.annotations.NullMarked;
