/** /api/v1/machines */
@NullMarked
package io.metalwright.api.machine;

import org.jspecify.annotations.NullMarked;
