/**
 * BootOS without a kernel: it knows the commands that activities send, and answers as the real tools do. What it does not know it refuses with
 * status 127 and a warning, so that a new command is noticed.
 */
@NullMarked
package io.metalwright.ops.simulated.bootos;

import org.jspecify.annotations.NullMarked;
