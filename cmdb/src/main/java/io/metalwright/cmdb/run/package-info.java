/** Runs, their logs and their plans. */
@NullMarked
package io.metalwright.cmdb.run;

import org.jspecify.annotations.NullMarked;
