package io.metalwright.api.site;

import io.metalwright.cmdb.site.Site;
import io.metalwright.model.SiteName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A site as the API tells it. */
record SiteAnswer(SiteName name, @Nullable String description, Instant createdAt) {
    static SiteAnswer of(Site site) {
        return new SiteAnswer(site.name(), site.description(), site.createdAt());
    }
}
