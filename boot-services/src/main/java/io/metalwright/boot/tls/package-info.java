/** The site's certificate authority and the server's certificate. */
@NullMarked
package io.metalwright.boot.tls;

import org.jspecify.annotations.NullMarked;
