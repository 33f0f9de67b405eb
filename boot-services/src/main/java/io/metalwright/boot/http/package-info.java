/** The HTTP endpoints, one file each. */
@NullMarked
package io.metalwright.boot.http;

import org.jspecify.annotations.NullMarked;
