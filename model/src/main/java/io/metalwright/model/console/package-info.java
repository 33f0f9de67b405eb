/** What a machine's console showed, and how it is kept. */
@NullMarked
package io.metalwright.model.console;

import org.jspecify.annotations.NullMarked;
