/** The activity contracts, and the task queues on which they are taken. */
@NullMarked
package io.metalwright.workflows.steps;

import org.jspecify.annotations.NullMarked;
