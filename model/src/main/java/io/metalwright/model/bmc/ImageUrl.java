package io.metalwright.model.bmc;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The URL of something that a BMC fetches. */
final class ImageUrl {
    private ImageUrl() {}

    /**
     * @param what such as {@code a disc image}
     * @param example of its file's name
     * @return the URL, which has a scheme and a host
     * @throws IllegalArgumentException where it is none, or holds a password: it is written down in runs and logs
     */
    static URI checked(@Nullable String text, String what, String example) {
        var url = text == null ? null : parsed(text);
        if (url == null || url.getHost() == null || url.getScheme() == null) {
            throw new IllegalArgumentException(
                    "'image' is the URL of " + what + " as the BMC reaches it, such as https://10.0.0.1/" + example);
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'image' holds a password, which would be written down: offer the image without one");
        }
        return url;
    }

    private static @Nullable URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
