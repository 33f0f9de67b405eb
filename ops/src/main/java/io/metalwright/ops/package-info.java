/** The assembled program. */
@NullMarked
package io.metalwright.ops;

import org.jspecify.annotations.NullMarked;
