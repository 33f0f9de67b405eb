/** One file on disk for all that a site's boot services must remember. */
@NullMarked
package io.metalwright.boot.store;

import org.jspecify.annotations.NullMarked;
