/** Installed systems as hosts of virtual machines. */
@NullMarked
package io.metalwright.activities.virtualization;

import org.jspecify.annotations.NullMarked;
