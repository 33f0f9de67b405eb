/** Lists in pages. */
@NullMarked
package io.metalwright.api.paging;

import org.jspecify.annotations.NullMarked;
