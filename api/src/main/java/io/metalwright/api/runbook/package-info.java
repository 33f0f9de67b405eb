/** /api/v1/runbooks */
@NullMarked
package io.metalwright.api.runbook;

import org.jspecify.annotations.NullMarked;
