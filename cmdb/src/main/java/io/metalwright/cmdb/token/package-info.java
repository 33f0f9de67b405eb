/** Access tokens of the API, by their sums. */
@NullMarked
package io.metalwright.cmdb.token;

import org.jspecify.annotations.NullMarked;
