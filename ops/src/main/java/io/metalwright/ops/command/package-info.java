/** The command line: one file a command group. */
@NullMarked
package io.metalwright.ops.command;

import org.jspecify.annotations.NullMarked;
