/** Alerts of machines, and the rules that raise them. */
@NullMarked
package io.metalwright.api.alert;

import org.jspecify.annotations.NullMarked;
