/** Who is told of runs, and what was sent to them. */
@NullMarked
package io.metalwright.cmdb.notice;

import org.jspecify.annotations.NullMarked;
