/** Segments, and the addresses that are held in them. */
@NullMarked
package io.metalwright.cmdb.segment;

import org.jspecify.annotations.NullMarked;
