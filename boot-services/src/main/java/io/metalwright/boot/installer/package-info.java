/** Order to an installer to the texts that it reads. Pure. */
@NullMarked
package io.metalwright.boot.installer;

import org.jspecify.annotations.NullMarked;
