/** The public REST API: its start and its wiring. */
@NullMarked
package io.metalwright.api;

import org.jspecify.annotations.NullMarked;
