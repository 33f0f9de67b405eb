/** Wiring: which workflows, activities and queues a process hosts. */
@NullMarked
package io.metalwright.worker;

import org.jspecify.annotations.NullMarked;
