/** A machine is held in BootOS for a person. */
@NullMarked
package io.metalwright.workflows.rescue;

import org.jspecify.annotations.NullMarked;
