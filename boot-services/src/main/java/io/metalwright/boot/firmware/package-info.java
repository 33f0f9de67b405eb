/** What is asking: classified once from options 60, 77 and 93. */
@NullMarked
package io.metalwright.boot.firmware;

import org.jspecify.annotations.NullMarked;
