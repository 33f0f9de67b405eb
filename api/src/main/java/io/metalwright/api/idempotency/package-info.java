/** Requests that are answered once. */
@NullMarked
package io.metalwright.api.idempotency;

import org.jspecify.annotations.NullMarked;
