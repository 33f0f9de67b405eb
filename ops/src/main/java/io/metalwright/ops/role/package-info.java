/** What a process can be: API, control worker, site worker, boot-services, or all of them at once. Wiring only. */
@NullMarked
package io.metalwright.ops.role;

import org.jspecify.annotations.NullMarked;
