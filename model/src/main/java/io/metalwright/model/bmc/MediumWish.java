package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
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
            var url = parsed(image);
            if (url == null || url.getHost() == null || url.getScheme() == null) {
                throw new IllegalArgumentException(
                        "'image' is the URL of a disc image as the BMC reaches it, such as https://10.0.0.1/rescue.iso");
            }
            if (url.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "'image' holds a password, which would be written down: offer the image without one");
            }
        }
    }

    private static @Nullable URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
