/**
 * Sessions of RMCP+ over UDP: one socket for all, log-in, sealing and opening of packets, repetition of what is not answered. Blocking, for virtual
 * threads. Knows no command beyond those that a session itself needs.
 */
@NullMarked
package io.metalwright.activities.power.ipmi.session;

import org.jspecify.annotations.NullMarked;
