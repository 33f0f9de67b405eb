/** DHCPv6 messages (RFC 8415): bytes to records and back. Pure. */
@NullMarked
package io.metalwright.boot.dhcp6.wire;

import org.jspecify.annotations.NullMarked;
