/** Questions to BMCs that no run asks. */
@NullMarked
package io.metalwright.workflows.bmc;

import org.jspecify.annotations.NullMarked;
