/** What is done in an installed system before it first boots. */
@NullMarked
package io.metalwright.activities.postinstall;

import org.jspecify.annotations.NullMarked;
