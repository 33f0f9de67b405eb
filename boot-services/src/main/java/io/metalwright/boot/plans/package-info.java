/** What each machine gets when it boots next, its one-time tokens and agent sessions, on disk. */
@NullMarked
package io.metalwright.boot.plans;

import org.jspecify.annotations.NullMarked;
