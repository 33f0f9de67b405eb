/** What machines can do, and expressions that choose machines by it. */
@NullMarked
package io.metalwright.model.capability;

import org.jspecify.annotations.NullMarked;
