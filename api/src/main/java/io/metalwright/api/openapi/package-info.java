/** /api/v1/openapi.json */
@NullMarked
package io.metalwright.api.openapi;

import org.jspecify.annotations.NullMarked;
