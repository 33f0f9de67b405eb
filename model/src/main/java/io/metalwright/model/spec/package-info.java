/** What a person or a program asks for. */
@NullMarked
package io.metalwright.model.spec;

import org.jspecify.annotations.NullMarked;
