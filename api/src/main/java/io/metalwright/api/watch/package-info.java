/** How machines fare when nobody asks: what is kept of their BMCs' readings and events. */
@NullMarked
package io.metalwright.api.watch;

import org.jspecify.annotations.NullMarked;
