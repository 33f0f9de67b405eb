/** What a run will do, settled before it does anything. */
@NullMarked
package io.metalwright.model.plan;

import org.jspecify.annotations.NullMarked;
