/** What a DHCP message is answered, or why it is not. Pure but for the server that carries it out. */
@NullMarked
package io.metalwright.boot.dhcp;

import org.jspecify.annotations.NullMarked;
