/** Scripts of people, on machines. */
@NullMarked
package io.metalwright.activities.scripts;

import org.jspecify.annotations.NullMarked;
