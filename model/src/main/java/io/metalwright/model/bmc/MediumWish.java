package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A medium for a drive that a BMC emulates.
 *
 * @param drive the BMC's name of it, or what it takes ({@code cd}, {@code floppy}); null: the first that takes a CD
 * @param image URL by which the BMC fetches it; null: the drive shall be empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MediumWish(@Nullable String drive, @Nullable String image) {
    public MediumWish {
        if (image != null) {
            ImageUrl.checked(image, "a disc image", "rescue.iso");
        }
    }
}
