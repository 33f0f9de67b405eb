/** A person, or a script, at a machine's serial console. */
@NullMarked
package io.metalwright.ops.console;

import org.jspecify.annotations.NullMarked;
