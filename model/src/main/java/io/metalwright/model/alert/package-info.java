/** What of a machine somebody is told of, and what not. */
@NullMarked
package io.metalwright.model.alert;

import org.jspecify.annotations.NullMarked;
