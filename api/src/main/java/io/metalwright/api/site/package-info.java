/** /api/v1/sites */
@NullMarked
package io.metalwright.api.site;

import org.jspecify.annotations.NullMarked;
