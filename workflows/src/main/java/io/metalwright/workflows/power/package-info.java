/** Switching a machine. */
@NullMarked
package io.metalwright.workflows.power;

import org.jspecify.annotations.NullMarked;
