/** The little of IPv6 Neighbor Discovery that keeps firmware from waiting. */
@NullMarked
package io.metalwright.boot.ndp;

import org.jspecify.annotations.NullMarked;
