/** Every failure as problem+json (RFC 9457). */
@NullMarked
package io.metalwright.api.problem;

import org.jspecify.annotations.NullMarked;
