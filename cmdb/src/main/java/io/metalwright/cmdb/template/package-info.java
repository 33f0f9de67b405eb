/** OS templates. */
@NullMarked
package io.metalwright.cmdb.template;

import org.jspecify.annotations.NullMarked;
