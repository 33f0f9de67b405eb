/** How packets are read: one cursor, one exception, octets that compare by value. */
@NullMarked
package io.metalwright.boot.wire;

import org.jspecify.annotations.NullMarked;
