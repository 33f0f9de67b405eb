/** What benchmarks start in processes of their own; see {@code ops/bench}. */
@NullMarked
package io.metalwright.ops.bench;

import org.jspecify.annotations.NullMarked;
