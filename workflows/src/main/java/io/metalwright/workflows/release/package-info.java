/** A machine is given back. */
@NullMarked
package io.metalwright.workflows.release;

import org.jspecify.annotations.NullMarked;
