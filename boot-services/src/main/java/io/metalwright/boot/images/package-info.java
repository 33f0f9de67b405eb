/** The image store as its chunks are served: what is in it, and where the rest comes from. */
@NullMarked
package io.metalwright.boot.images;

import org.jspecify.annotations.NullMarked;
