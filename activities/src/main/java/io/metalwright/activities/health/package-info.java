/** Looks after a site's machines through their BMCs when nobody asks for it. */
@NullMarked
package io.metalwright.activities.health;

import org.jspecify.annotations.NullMarked;
