package io.metalwright.model.installer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The system shall be installed by its distribution's own installer, from the disc that the spec's {@code image} names.
 *
 * @param mirror where packages come from, by http or https, such as {@code http://mirror.example/debian}; null: from the disc
 * @param proxy by which the mirror is reached, or null
 * @param answers the installer's answers instead of ours, a template with words such as {@code hostname} between double braces; or null
 * @param arguments further words of the kernel's command line, or null
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record InstallerWish(
        @Nullable String mirror,
        @Nullable String proxy,
        @Nullable String answers,
        @Nullable String arguments) {
    private static final int LONGEST = 256 << 10;

    public InstallerWish {
        checkUrl("mirror", mirror);
        checkUrl("proxy", proxy);
        if (answers != null && answers.length() > LONGEST) {
            throw new IllegalArgumentException("'answers' has more than " + LONGEST + " characters");
        }
        if (arguments != null && !arguments.matches("[\\x20-\\x7e]*")) {
            throw new IllegalArgumentException("'arguments' is one line of printable characters");
        }
    }

    private static void checkUrl(String field, @Nullable String text) {
        if (text == null) {
            return;
        }
        try {
            var url = new URI(text);
            if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                throw new IllegalArgumentException("'" + field + "' is no URL of http or https that names a host");
            }
            if (url.getUserInfo() != null) {
                // It would stand in plans, histories and the installed system.
                throw new IllegalArgumentException("'" + field + "' holds a password, which everybody could read then");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + field + "' is no URL: " + e.getReason(), e);
        }
    }
}
