/** Servers that already run. */
@NullMarked
package io.metalwright.workflows.adopt;

import org.jspecify.annotations.NullMarked;
