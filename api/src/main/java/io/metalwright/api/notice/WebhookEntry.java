package io.metalwright.api.notice;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is entered.
 *
 * @param secret the key of its signatures: {@code whsec_} and Base64, or any text of 16 to 200 characters; made where none is given
 */
record WebhookEntry(String url, @Nullable String secret) {
    private static final String PREFIX = "whsec_";

    WebhookEntry {
        if (url == null || url.length() > 2000 || !isHttp(url)) {
            throw new IllegalArgumentException(
                    "'url' is missing or is none that can be posted to: https://hooks.example/metalwright");
        }
        if (secret != null && (secret.length() < 16 || secret.length() > 200 || !isKey(secret))) {
            throw new IllegalArgumentException(
                    "'secret' is no key: 16 to 200 characters, and Base64 after whsec_ where it begins so");
        }
    }

    private static boolean isHttp(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isKey(String secret) {
        try {
            return !secret.startsWith(PREFIX)
                    || Base64.getDecoder().decode(secret.substring(PREFIX.length())).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return url;
    }
}
