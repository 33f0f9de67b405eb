/** The trees of distributions' discs as a network share, by the distribution's Samba. */
@NullMarked
package io.metalwright.boot.smb;

import org.jspecify.annotations.NullMarked;
