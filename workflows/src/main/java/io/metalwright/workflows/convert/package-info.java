/** Installed machines become hosts of virtual machines. */
@NullMarked
package io.metalwright.workflows.convert;

import org.jspecify.annotations.NullMarked;
