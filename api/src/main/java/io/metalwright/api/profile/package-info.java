/** /api/v1/profiles */
@NullMarked
package io.metalwright.api.profile;

import org.jspecify.annotations.NullMarked;
