package io.metalwright.api.site;

import io.metalwright.api.naming.Names;
import io.metalwright.model.SiteName;
import org.jspecify.annotations.Nullable;

/** A site to enter. */
record NewSite(SiteName name, @Nullable String description) {
    NewSite {
        if (name == null) {
            throw new IllegalArgumentException("'name' is missing: what the site shall be called");
        }
        Names.checkDescription(description);
    }
}
