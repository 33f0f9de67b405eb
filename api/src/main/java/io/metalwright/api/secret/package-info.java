/** The keys that seal secrets. */
@NullMarked
package io.metalwright.api.secret;

import org.jspecify.annotations.NullMarked;
