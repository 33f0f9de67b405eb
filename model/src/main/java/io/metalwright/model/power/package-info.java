/** Power and boot device in the product's own words. */
@NullMarked
package io.metalwright.model.power;

import org.jspecify.annotations.NullMarked;
