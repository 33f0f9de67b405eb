package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** What a RAID controller makes of its drives, as a BMC sees it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Volume(
        String name,
        long bytes,
        @Nullable String level,
        @Nullable String wwn) {}
