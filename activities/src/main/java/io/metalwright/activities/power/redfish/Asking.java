package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param purpose what it is for, as a message begins
 * @param secret whether the body holds a secret
 */
record Asking(
        String purpose,
        String method,
        String path,
        Map<String, String> headers,
        @Nullable JsonNode body,
        boolean secret) {
    static Asking get(String purpose, String path) {
        return new Asking(purpose, "GET", path, Map.of(), null, false);
    }

    static Asking post(String purpose, String path, JsonNode body) {
        return new Asking(purpose, "POST", path, Map.of(), body, false);
    }

    static Asking delete(String purpose, String path) {
        return new Asking(purpose, "DELETE", path, Map.of(), null, false);
    }

    Asking holdingASecret() {
        return new Asking(purpose, method, path, headers, body, true);
    }

    Asking at(String otherPath) {
        return new Asking(purpose, method, otherPath, headers, body, secret);
    }

    /** The body is in no text. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
