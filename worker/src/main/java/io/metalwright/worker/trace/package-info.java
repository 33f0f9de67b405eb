/** What is done for runs, told to an OpenTelemetry collector. */
@NullMarked
package io.metalwright.worker.trace;

import org.jspecify.annotations.NullMarked;
