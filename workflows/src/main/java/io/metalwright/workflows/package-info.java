/** The workflow types and how people steer them: what a start-workflow call names. */
@NullMarked
package io.metalwright.workflows;

import org.jspecify.annotations.NullMarked;
