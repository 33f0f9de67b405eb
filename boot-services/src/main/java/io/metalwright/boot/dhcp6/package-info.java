/** What a DHCPv6 message is answered, or why it is not. Pure but for the responder, which looks things up. */
@NullMarked
package io.metalwright.boot.dhcp6;

import org.jspecify.annotations.NullMarked;
