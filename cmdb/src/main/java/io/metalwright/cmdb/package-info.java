/** The CMDB: opening it, and what its rows share. */
@NullMarked
package io.metalwright.cmdb;

import org.jspecify.annotations.NullMarked;
