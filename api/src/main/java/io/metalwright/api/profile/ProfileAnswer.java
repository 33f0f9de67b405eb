package io.metalwright.api.profile;

import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.profile.HardwareProfile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A hardware profile as the API tells it. */
record ProfileAnswer(
        String name, @Nullable String description, ProfileSpec spec, Instant createdAt, Instant updatedAt) {
    static ProfileAnswer of(HardwareProfile profile) {
        return new ProfileAnswer(
                profile.name(),
                profile.description(),
                Json.read(profile.spec(), ProfileSpec.class),
                profile.createdAt(),
                profile.updatedAt());
    }
}
