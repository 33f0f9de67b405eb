/** Telling people and programs of runs. */
@NullMarked
package io.metalwright.workflows.notice;

import org.jspecify.annotations.NullMarked;
