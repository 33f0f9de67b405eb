/** People. */
@NullMarked
package io.metalwright.cmdb.user;

import org.jspecify.annotations.NullMarked;
