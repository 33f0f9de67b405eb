/** Sites. */
@NullMarked
package io.metalwright.cmdb.site;

import org.jspecify.annotations.NullMarked;
