/** One API for all tests of this module, and the world behind it. */
@NullMarked
package io.metalwright.api.support;

import org.jspecify.annotations.NullMarked;
