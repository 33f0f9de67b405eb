/** How machines fare, and the events that their BMCs told. */
@NullMarked
package io.metalwright.cmdb.health;

import org.jspecify.annotations.NullMarked;
