/** The CMDB as runs read and write it; nothing else changes the state of a machine. */
@NullMarked
package io.metalwright.activities.inventory;

import org.jspecify.annotations.NullMarked;
