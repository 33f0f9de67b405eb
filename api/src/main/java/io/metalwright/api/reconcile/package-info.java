/** Mends what the database tells of runs by what the engine knows. */
@NullMarked
package io.metalwright.api.reconcile;

import org.jspecify.annotations.NullMarked;
