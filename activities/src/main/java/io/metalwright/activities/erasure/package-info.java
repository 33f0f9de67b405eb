/** Disks erased, and proven to be. */
@NullMarked
package io.metalwright.activities.erasure;

import org.jspecify.annotations.NullMarked;
