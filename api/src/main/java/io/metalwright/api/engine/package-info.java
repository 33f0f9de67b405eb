/** Temporal as the API sees it: start, steer, look. */
@NullMarked
package io.metalwright.api.engine;

import org.jspecify.annotations.NullMarked;
