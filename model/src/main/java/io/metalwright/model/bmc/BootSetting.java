package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.BootMode;
import io.metalwright.model.power.BootDevice;
import org.jspecify.annotations.Nullable;

/**
 * What a BMC says of its boot override.
 *
 * @param armed whether the firmware will heed it
 * @param device null for one that we have no word for
 * @param mode null where the BMC does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BootSetting(
        boolean armed,
        @Nullable BootDevice device,
        boolean persistent,
        @Nullable BootMode mode) {}
