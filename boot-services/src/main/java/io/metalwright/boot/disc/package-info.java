/** The disc from which a machine boots BootOS when its BMC shows it one. Beside the reading of the disc's file, pure. */
@NullMarked
package io.metalwright.boot.disc;

import org.jspecify.annotations.NullMarked;
