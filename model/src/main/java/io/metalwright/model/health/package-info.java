/** How machines fare, as their BMCs tell it without being asked by anybody. */
@NullMarked
package io.metalwright.model.health;

import org.jspecify.annotations.NullMarked;
