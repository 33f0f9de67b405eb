/** The boot services of one site: addresses, boot files, scripts and the agent's door. */
@NullMarked
package io.metalwright.boot;

import org.jspecify.annotations.NullMarked;
