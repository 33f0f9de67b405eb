/** Boot configurations. */
@NullMarked
package io.metalwright.cmdb.bootconfiguration;

import org.jspecify.annotations.NullMarked;
