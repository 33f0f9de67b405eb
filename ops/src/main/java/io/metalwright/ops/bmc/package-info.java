/** BMCs for the command line: a machine's through the API, or any from here. */
@NullMarked
package io.metalwright.ops.bmc;

import org.jspecify.annotations.NullMarked;
