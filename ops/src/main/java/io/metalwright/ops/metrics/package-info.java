/** What a site's worker knows, as Prometheus reads it. */
@NullMarked
package io.metalwright.ops.metrics;

import org.jspecify.annotations.NullMarked;
