/** Who shows a machine's console, and tickets that let in once. */
@NullMarked
package io.metalwright.cmdb.console;

import org.jspecify.annotations.NullMarked;
