/** Addresses and the segments they belong to. */
@NullMarked
package io.metalwright.model.network;

import org.jspecify.annotations.NullMarked;
