/** /api/v1/boot-configurations */
@NullMarked
package io.metalwright.api.bootconfiguration;

import org.jspecify.annotations.NullMarked;
