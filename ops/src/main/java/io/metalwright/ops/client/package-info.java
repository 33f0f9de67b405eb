/** The public API, as the command line calls it. */
@NullMarked
package io.metalwright.ops.client;

import org.jspecify.annotations.NullMarked;
