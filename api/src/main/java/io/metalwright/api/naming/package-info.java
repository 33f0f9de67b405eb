/** How things are named by people. */
@NullMarked
package io.metalwright.api.naming;

import org.jspecify.annotations.NullMarked;
