/** Tells workflows of the signs of life that machines give. */
@NullMarked
package io.metalwright.boot.announce;

import org.jspecify.annotations.NullMarked;
