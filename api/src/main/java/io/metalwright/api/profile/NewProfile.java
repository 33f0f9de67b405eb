package io.metalwright.api.profile;

import io.metalwright.api.naming.Names;
import org.jspecify.annotations.Nullable;

/** A hardware profile to enter, or to write anew; the name may then be left to the path. */
record NewProfile(@Nullable String name, @Nullable String description, ProfileSpec spec) {
    NewProfile {
        if (name != null) {
            Names.check(name, "profile");
        }
        Names.checkDescription(description);
        if (spec == null) {
            throw new IllegalArgumentException("'spec' is missing: an object with raid, bootMode, secureBoot or bios");
        }
    }
}
