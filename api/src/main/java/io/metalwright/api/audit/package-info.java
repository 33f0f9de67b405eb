/** /api/v1/audit */
@NullMarked
package io.metalwright.api.audit;

import org.jspecify.annotations.NullMarked;
