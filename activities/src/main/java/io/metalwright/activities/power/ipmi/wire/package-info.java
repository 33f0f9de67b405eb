/**
 * The messages of IPMI 2.0 (revision 1.1) as values: bytes in, records out, and back. Pure: no socket, clock, key or session. One file a message,
 * named as the specification names it; byte order is least significant first unless said otherwise.
 */
@NullMarked
package io.metalwright.activities.power.ipmi.wire;

import org.jspecify.annotations.NullMarked;
