package io.metalwright.api.image;

import io.metalwright.api.naming.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image to fetch.
 *
 * @param url http or https
 * @param sha256 sum of the file as it is fetched; not checked when it is not given
 */
record NewImage(String name, String url, @Nullable String sha256) {
    private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");

    NewImage {
        if (name == null) {
            throw new IllegalArgumentException("'name' is missing: what the image shall be called");
        }
        Names.check(name, "image");
        checkUrl(url);
        sha256 = sum(sha256);
    }

    private static void checkUrl(String url) {
        if (url == null || !url.matches("https?://.+") || url.length() > 2000) {
            throw new IllegalArgumentException("'url' is missing, or does not begin with http:// or https://");
        }
        try {
            var uri = new URI(url);
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("'url' names no host");
            }
            if (uri.getUserInfo() != null) {
                // It would stand in lists, logs and the workflow's history.
                throw new IllegalArgumentException("'url' holds a password, which everybody could read then");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'url' is no address: " + e.getReason(), e);
        }
    }

    /** A sum in small letters; null where none is given. */
    static @Nullable String sum(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var sum = typed.strip().toLowerCase(Locale.ROOT);
        if (!SUM.matcher(sum).matches()) {
            throw new IllegalArgumentException("'sha256' is no SHA-256 sum: it has 64 hexadecimal digits");
        }
        return sum;
    }
}
