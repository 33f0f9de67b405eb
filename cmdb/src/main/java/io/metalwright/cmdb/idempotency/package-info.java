/** Answers given to requests that carried an idempotency key. */
@NullMarked
package io.metalwright.cmdb.idempotency;

import org.jspecify.annotations.NullMarked;
