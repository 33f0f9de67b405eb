/** The networks that this process serves. */
@NullMarked
package io.metalwright.boot.segment;

import org.jspecify.annotations.NullMarked;
