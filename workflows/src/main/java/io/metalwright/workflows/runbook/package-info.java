/** Lists of steps that people write down, gone through like any other run. */
@NullMarked
package io.metalwright.workflows.runbook;

import org.jspecify.annotations.NullMarked;
