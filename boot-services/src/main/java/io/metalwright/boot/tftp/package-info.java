/** Read-only TFTP for firmware. */
@NullMarked
package io.metalwright.boot.tftp;

import org.jspecify.annotations.NullMarked;
