/** /metrics */
@NullMarked
package io.metalwright.api.metrics;

import org.jspecify.annotations.NullMarked;
