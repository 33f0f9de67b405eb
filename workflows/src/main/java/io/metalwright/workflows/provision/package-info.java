/** From a bare machine to an installed one. */
@NullMarked
package io.metalwright.workflows.provision;

import org.jspecify.annotations.NullMarked;
