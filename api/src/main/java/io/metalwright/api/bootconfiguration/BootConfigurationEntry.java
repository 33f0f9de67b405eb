package io.metalwright.api.bootconfiguration;

import io.metalwright.api.naming.Names;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.DocumentKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A boot configuration to enter, or to write anew; the name may then be left to the path.
 *
 * @param site {@code default} when it is not given
 * @param documents texts by kind, with words such as {@code hostname} between double braces
 */
record BootConfigurationEntry(
        @Nullable String name,
        @Nullable SiteName site,
        @Nullable List<String> machines,
        @Nullable List<String> segments,
        Map<DocumentKind, String> documents) {
    private static final int LONGEST = 256 << 10;

    BootConfigurationEntry {
        if (name != null) {
            Names.check(name, "boot configuration");
        }
        if (documents == null || documents.isEmpty()) {
            throw new IllegalArgumentException("'documents' is missing: at least one text by its kind");
        }
        for (var document : new TreeMap<>(documents).entrySet()) {
            if (document.getValue().length() > LONGEST) {
                throw new IllegalArgumentException(
                        "'documents." + document.getKey().word() + "' has more than " + LONGEST + " characters");
            }
        }
    }

    SiteName siteOrDefault() {
        return site == null ? SiteName.of("default") : site;
    }

    BootConfiguration named(String itsName, SiteName itsSite) {
        return new BootConfiguration(
                itsName,
                itsSite,
                machines == null ? List.of() : machines,
                segments == null ? List.of() : segments,
                documents);
    }
}
