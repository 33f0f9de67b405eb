/** From an unknown MAC to an available machine. */
@NullMarked
package io.metalwright.workflows.register;

import org.jspecify.annotations.NullMarked;
