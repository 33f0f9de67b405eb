/** What an installed system itself shows of its being up. */
@NullMarked
package io.metalwright.activities.proof;

import org.jspecify.annotations.NullMarked;
