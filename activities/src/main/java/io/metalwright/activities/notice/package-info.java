/** Notices by webhook and by e-mail. */
@NullMarked
package io.metalwright.activities.notice;

import org.jspecify.annotations.NullMarked;
