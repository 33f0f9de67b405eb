/** Lists of steps that people wrote down. */
@NullMarked
package io.metalwright.cmdb.runbook;

import org.jspecify.annotations.NullMarked;
