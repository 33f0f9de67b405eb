/** A machine is cleaned for its next use. */
@NullMarked
package io.metalwright.workflows.clean;

import org.jspecify.annotations.NullMarked;
