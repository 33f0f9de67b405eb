/** /api/v1/users */
@NullMarked
package io.metalwright.api.user;

import org.jspecify.annotations.NullMarked;
