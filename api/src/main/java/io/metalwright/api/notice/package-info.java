/** /api/v1/subscriptions */
@NullMarked
package io.metalwright.api.notice;

import org.jspecify.annotations.NullMarked;
