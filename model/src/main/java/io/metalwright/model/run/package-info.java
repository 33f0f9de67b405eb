/** Runs and steps as a person sees them. */
@NullMarked
package io.metalwright.model.run;

import org.jspecify.annotations.NullMarked;
