/** The one life that every step of every run has: retries, waiting for the operator, undo, journal. */
@NullMarked
package io.metalwright.workflows.run;

import org.jspecify.annotations.NullMarked;
