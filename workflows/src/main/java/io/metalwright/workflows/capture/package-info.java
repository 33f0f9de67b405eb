/** A machine's disk as an image. */
@NullMarked
package io.metalwright.workflows.capture;

import org.jspecify.annotations.NullMarked;
