/** Sockets that belong to one network interface. */
@NullMarked
package io.metalwright.boot.dhcp.net;

import org.jspecify.annotations.NullMarked;
