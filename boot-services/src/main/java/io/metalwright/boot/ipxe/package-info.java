/** Boot plan to iPXE script. Pure. */
@NullMarked
package io.metalwright.boot.ipxe;

import org.jspecify.annotations.NullMarked;
