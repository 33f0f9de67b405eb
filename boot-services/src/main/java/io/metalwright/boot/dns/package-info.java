/** DNS of a site's own zone: the names of its machines, and nothing else (RFC 1034, RFC 1035). The wire format is dnsjava's. */
@NullMarked
package io.metalwright.boot.dns;

import org.jspecify.annotations.NullMarked;
