package io.metalwright.api.template;

import io.metalwright.api.naming.Names;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An OS template to enter, or to write anew; the name may then be left to the path.
 *
 * @param spec fields of a provision spec; what a run's own spec says goes before
 */
record NewTemplate(@Nullable String name, @Nullable String description, Map<String, @Nullable Object> spec) {
    NewTemplate {
        if (name != null) {
            Names.check(name, "template");
        }
        Names.checkDescription(description);
        if (spec == null) {
            throw new IllegalArgumentException("'spec' is missing: an object with fields of a provision spec");
        }
    }
}
