/** Hardware profiles. */
@NullMarked
package io.metalwright.cmdb.profile;

import org.jspecify.annotations.NullMarked;
