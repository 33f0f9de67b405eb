/**
 * A BMC as a few verbs in our own words, whatever protocol it speaks, and the broker through which everybody reaches it. Knows no protocol.
 */
@NullMarked
package io.metalwright.activities.power;

import org.jspecify.annotations.NullMarked;
