/** A BMC's password, changed for one that nobody knows. */
@NullMarked
package io.metalwright.workflows.rotate;

import org.jspecify.annotations.NullMarked;
