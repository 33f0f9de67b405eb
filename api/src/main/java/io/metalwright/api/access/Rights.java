package io.metalwright.api.access;

import io.metalwright.cmdb.token.Role;
import java.util.regex.Pattern;

/** Which role a request needs. */
final class Rights {
    private static final Pattern CONSOLE = Pattern.compile("/api/v1/machines/[^/]+/console(/.*)?");

    private Rights() {}

    static Role needed(String method, String path) {
        if (path.startsWith("/api/v1/tokens")
                || path.startsWith("/api/v1/users")
                || path.startsWith("/api/v1/secret-keys")
                // The address of a webhook often is what lets one post there.
                || path.startsWith("/api/v1/subscriptions")) {
            return Role.ADMIN;
        }
        return switch (method) {
            // What people type and read on a console may be anything.
            case "GET", "HEAD", "OPTIONS" ->
                path.startsWith("/api/v1/audit") || CONSOLE.matcher(path).matches() ? Role.OPERATOR : Role.VIEWER;
            default -> path.startsWith("/api/v1/sites") ? Role.ADMIN : Role.OPERATOR;
        };
    }

    /** What everybody may read. */
    static boolean isOpen(String path) {
        return path.equals("/api/v1/openapi.json");
    }
}
