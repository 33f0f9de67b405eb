/** Which machine has which address, on disk. */
@NullMarked
package io.metalwright.boot.lease;

import org.jspecify.annotations.NullMarked;
