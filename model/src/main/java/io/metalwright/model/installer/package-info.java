/** Distributions' own installers: where they lie on their media, and what they are told. */
@NullMarked
package io.metalwright.model.installer;

import org.jspecify.annotations.NullMarked;
