/** Who did what to whom, and when. */
@NullMarked
package io.metalwright.cmdb.audit;

import org.jspecify.annotations.NullMarked;
