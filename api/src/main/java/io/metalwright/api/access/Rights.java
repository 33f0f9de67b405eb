package io.metalwright.api.access;

import io.metalwright.cmdb.token.Role;

/** Which role a request needs. */
final class Rights {
    private Rights() {}

    static Role needed(String method, String path) {
        if (path.startsWith("/api/v1/tokens")
                || path.startsWith("/api/v1/users")
                // The address of a webhook often is what lets one post there.
                || path.startsWith("/api/v1/subscriptions")) {
            return Role.ADMIN;
        }
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> path.startsWith("/api/v1/audit") ? Role.OPERATOR : Role.VIEWER;
            default -> path.startsWith("/api/v1/sites") ? Role.ADMIN : Role.OPERATOR;
        };
    }

    /** What everybody may read. */
    static boolean isOpen(String path) {
        return path.equals("/api/v1/openapi.json");
    }
}
