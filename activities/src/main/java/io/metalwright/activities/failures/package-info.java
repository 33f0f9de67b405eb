/** How activities fail: with a type that runs know, and a sentence of advice. */
@NullMarked
package io.metalwright.activities.failures;

import org.jspecify.annotations.NullMarked;
