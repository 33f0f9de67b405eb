/** Sockets of DHCPv6. */
@NullMarked
package io.metalwright.boot.dhcp6.net;

import org.jspecify.annotations.NullMarked;
