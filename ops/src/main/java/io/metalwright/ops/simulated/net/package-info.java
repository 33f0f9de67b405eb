/** How a simulated machine speaks: plain HTTP and HTTPS from an address of its own, and SSH servers that cost little. */
@NullMarked
package io.metalwright.ops.simulated.net;

import org.jspecify.annotations.NullMarked;
