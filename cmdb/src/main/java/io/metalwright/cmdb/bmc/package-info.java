/** What is remembered of BMCs, whichever machine they belong to. */
@NullMarked
package io.metalwright.cmdb.bmc;

import org.jspecify.annotations.NullMarked;
