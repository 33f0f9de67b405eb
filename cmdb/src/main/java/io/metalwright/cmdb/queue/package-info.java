/** Runs that wait for their machine. */
@NullMarked
package io.metalwright.cmdb.queue;

import org.jspecify.annotations.NullMarked;
