/** Keys and tokens that workers make from a site's key file, and secrets by reference. */
@NullMarked
package io.metalwright.activities.keys;

import org.jspecify.annotations.NullMarked;
