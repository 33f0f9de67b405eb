/** What a machine is made of, as BootOS or its BMC reported it. */
@NullMarked
package io.metalwright.model.hardware;

import org.jspecify.annotations.NullMarked;
