/** TFTP packets as bytes and as records (RFC 1350, 2347, 2348, 2349, 7440). Pure. */
@NullMarked
package io.metalwright.boot.tftp.wire;

import org.jspecify.annotations.NullMarked;
