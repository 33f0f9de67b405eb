/** /api/v1/templates */
@NullMarked
package io.metalwright.api.template;

import org.jspecify.annotations.NullMarked;
