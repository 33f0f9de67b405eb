/** Machines' serial lines: held here, where BMCs and their passwords are known, and shown elsewhere. */
@NullMarked
package io.metalwright.activities.console;

import org.jspecify.annotations.NullMarked;
