/** {@link io.metalwright.activities.power.Bmc} over Redfish (DSP0266): a thin client, and which resources make up each verb. */
@NullMarked
package io.metalwright.activities.power.redfish;

import org.jspecify.annotations.NullMarked;
