/** Machines' consoles: several watch, one types, and what the machine writes is recorded. */
@NullMarked
package io.metalwright.api.console;

import org.jspecify.annotations.NullMarked;
