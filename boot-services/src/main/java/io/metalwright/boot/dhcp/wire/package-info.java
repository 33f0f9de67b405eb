/** DHCPv4 messages as bytes and as records (RFC 2131, 2132, 3396). Pure. */
@NullMarked
package io.metalwright.boot.dhcp.wire;

import org.jspecify.annotations.NullMarked;
