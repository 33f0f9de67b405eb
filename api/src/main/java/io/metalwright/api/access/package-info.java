/** Who asks, and whether they may. */
@NullMarked
package io.metalwright.api.access;

import org.jspecify.annotations.NullMarked;
