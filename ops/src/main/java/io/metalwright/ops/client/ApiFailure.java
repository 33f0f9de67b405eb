package io.metalwright.ops.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The API could not be reached, or refused; the message is for the person at the command line. */
public final class ApiFailure extends RuntimeException {
    private final int status;

    ApiFailure(String message) {
        super(message);
        status = 0;
    }

    private ApiFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    public ApiFailure(String message, Throwable cause) {
        super(message, cause);
        status = 0;
    }

    /** Whether the same call may fare better later: nothing answered, or the server was not well. */
    public boolean mayPass() {
        return status == 0 || status >= 500;
    }

    /** From problem+json (RFC 9457): what is wrong, in which field, and what would help. */
    static ApiFailure of(int status, @Nullable JsonNode problem) {
        if (problem == null) {
            return new ApiFailure(status, "HTTP " + status);
        }
        var text = new StringBuilder(
                problem.path("detail").asString(problem.path("title").asString("HTTP " + status)));
        if (problem.has("field")) {
            text.append(" (field ").append(problem.path("field").asString()).append(')');
        }
        if (problem.has("help")) {
            text.append("\n").append(problem.path("help").asString());
        }
        if (problem.path("run").isString()) {
            var run = problem.path("run").asString();
            text.append("\nSee: metalwright runs show ").append(run.substring(run.lastIndexOf('/') + 1));
        }
        return new ApiFailure(status, text.toString());
    }
}
