/** mdadm's command lines and answers, and nothing that runs them. */
@NullMarked
package io.metalwright.activities.raid.mdadm;

import org.jspecify.annotations.NullMarked;
