/** What happened how often. */
@NullMarked
package io.metalwright.boot.metrics;

import org.jspecify.annotations.NullMarked;
