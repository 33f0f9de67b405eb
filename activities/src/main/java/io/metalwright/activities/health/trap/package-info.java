/** Events that BMCs send by themselves. */
@NullMarked
package io.metalwright.activities.health.trap;

import org.jspecify.annotations.NullMarked;
