/** What is done in a system that is installed and runs. */
@NullMarked
package io.metalwright.workflows.system;

import org.jspecify.annotations.NullMarked;
