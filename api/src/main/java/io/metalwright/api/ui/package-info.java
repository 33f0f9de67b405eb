/** The built user interface as static files. */
@NullMarked
package io.metalwright.api.ui;

import org.jspecify.annotations.NullMarked;
