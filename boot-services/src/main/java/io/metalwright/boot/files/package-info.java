/** The boot files that firmware may fetch, and no others. */
@NullMarked
package io.metalwright.boot.files;

import org.jspecify.annotations.NullMarked;
