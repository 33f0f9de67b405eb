/** Sends what a machine would send, and says what is wrong with a network. */
@NullMarked
package io.metalwright.ops.network;

import org.jspecify.annotations.NullMarked;
