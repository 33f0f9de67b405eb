/** Images by name. */
@NullMarked
package io.metalwright.cmdb.image;

import org.jspecify.annotations.NullMarked;
