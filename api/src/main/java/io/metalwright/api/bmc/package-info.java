/** What a machine's BMC tells, asked through the worker of its site. */
@NullMarked
package io.metalwright.api.bmc;

import org.jspecify.annotations.NullMarked;
