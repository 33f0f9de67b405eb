/** The main job, shown: an empty server with real firmware and a real BMC becomes a running system. */
@NullMarked
package io.metalwright.ops.demo;

import org.jspecify.annotations.NullMarked;
