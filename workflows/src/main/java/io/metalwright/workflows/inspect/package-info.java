/** What a known machine is made of now. */
@NullMarked
package io.metalwright.workflows.inspect;

import org.jspecify.annotations.NullMarked;
