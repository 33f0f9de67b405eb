/** /api/v1/segments */
@NullMarked
package io.metalwright.api.segment;

import org.jspecify.annotations.NullMarked;
