/** Images as manifests of content-addressed chunks. */
@NullMarked
package io.metalwright.model.image;

import org.jspecify.annotations.NullMarked;
