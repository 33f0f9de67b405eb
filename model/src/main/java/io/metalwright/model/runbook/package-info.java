/** Lists of steps that people write down. */
@NullMarked
package io.metalwright.model.runbook;

import org.jspecify.annotations.NullMarked;
