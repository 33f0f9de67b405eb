/** Commands in BootOS over SSH. */
@NullMarked
package io.metalwright.activities.shell;

import org.jspecify.annotations.NullMarked;
