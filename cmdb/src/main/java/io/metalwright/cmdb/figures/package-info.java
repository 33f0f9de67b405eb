/** How many of what there are, for those who watch the whole. */
@NullMarked
package io.metalwright.cmdb.figures;

import org.jspecify.annotations.NullMarked;
