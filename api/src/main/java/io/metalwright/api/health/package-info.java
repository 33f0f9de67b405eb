/** Whether the API and what it needs are there. */
@NullMarked
package io.metalwright.api.health;

import org.jspecify.annotations.NullMarked;
