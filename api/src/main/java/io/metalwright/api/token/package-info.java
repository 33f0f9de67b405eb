/** /api/v1/tokens */
@NullMarked
package io.metalwright.api.token;

import org.jspecify.annotations.NullMarked;
