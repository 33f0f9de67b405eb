/** Taking images in. */
@NullMarked
package io.metalwright.workflows.image;

import org.jspecify.annotations.NullMarked;
