/** {@link io.metalwright.activities.power.Bmc} over IPMI 2.0: which commands make up each verb. */
@NullMarked
package io.metalwright.activities.power.ipmi;

import org.jspecify.annotations.NullMarked;
