/** Sockets as the C library makes them, for what the JDK's cannot do. */
@NullMarked
package io.metalwright.boot.socket;

import org.jspecify.annotations.NullMarked;
