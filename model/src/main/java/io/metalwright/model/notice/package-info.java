/** What people and programs are told of runs, and how it reaches them. */
@NullMarked
package io.metalwright.model.notice;

import org.jspecify.annotations.NullMarked;
