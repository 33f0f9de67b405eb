/** Hardware facts, collected in BootOS. */
@NullMarked
package io.metalwright.activities.inspection;

import org.jspecify.annotations.NullMarked;
