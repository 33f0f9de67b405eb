/** The Temporal server that {@code up} brings along, and what every Temporal server must know of us. */
@NullMarked
package io.metalwright.ops.temporal;

import org.jspecify.annotations.NullMarked;
