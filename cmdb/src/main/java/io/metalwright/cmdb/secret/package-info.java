/** Secrets at rest. */
@NullMarked
package io.metalwright.cmdb.secret;

import org.jspecify.annotations.NullMarked;
