/** What a machine gets when it boots from the network, and the signs of life it gives. */
@NullMarked
package io.metalwright.model.boot;

import org.jspecify.annotations.NullMarked;
