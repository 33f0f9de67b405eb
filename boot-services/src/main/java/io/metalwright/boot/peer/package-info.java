/** Two boot services of one site: what the one is told the other knows, and neither gives an address of the other's. */
@NullMarked
package io.metalwright.boot.peer;

import org.jspecify.annotations.NullMarked;
