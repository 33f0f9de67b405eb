/** /api/v1/images */
@NullMarked
package io.metalwright.api.image;

import org.jspecify.annotations.NullMarked;
