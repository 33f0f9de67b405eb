/** Alerts of machines, the rules that raise them, and what is otherwise with single machines. */
@NullMarked
package io.metalwright.cmdb.alert;

import org.jspecify.annotations.NullMarked;
