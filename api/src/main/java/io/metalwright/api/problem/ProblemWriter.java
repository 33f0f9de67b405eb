package io.metalwright.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as an answer. */
public final class ProblemWriter {
    /** Request attribute that holds the problem a request ended with, for the audit trail. */
    public static final String ATTRIBUTE = "io.metalwright.problem";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProblemWriter() {}

    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        request.setAttribute(ATTRIBUTE, problem);
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status().value());
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(JSON.writeValueAsString(problem.members()).getBytes(StandardCharsets.UTF_8));
    }
}
