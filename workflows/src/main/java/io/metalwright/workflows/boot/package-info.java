/** Getting a machine into BootOS, and keeping it there while a run needs it. */
@NullMarked
package io.metalwright.workflows.boot;

import org.jspecify.annotations.NullMarked;
