/** An installed system that is none: the files that were written into it, and an SSH server that proves its host key. */
@NullMarked
package io.metalwright.ops.simulated.installed;

import org.jspecify.annotations.NullMarked;
