/** /api/v1/runs */
@NullMarked
package io.metalwright.api.run;

import org.jspecify.annotations.NullMarked;
