/** Systems that run on machines and were installed by somebody else. */
@NullMarked
package io.metalwright.activities.adoption;

import org.jspecify.annotations.NullMarked;
