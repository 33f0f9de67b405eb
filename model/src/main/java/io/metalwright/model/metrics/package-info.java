/** Figures as Prometheus reads them. */
@NullMarked
package io.metalwright.model.metrics;

import org.jspecify.annotations.NullMarked;
