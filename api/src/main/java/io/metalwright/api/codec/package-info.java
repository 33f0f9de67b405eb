/** /codec: opens payloads for the Temporal UI and the temporal command line. */
@NullMarked
package io.metalwright.api.codec;

import org.jspecify.annotations.NullMarked;
