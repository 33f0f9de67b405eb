package io.metalwright.worker.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The trace of a run. Its ids are derived from the run's own, so that every process that does something for a run writes into one trace without
 * being told of it, and whoever has one id has the other: the trace is called like the run, without the dashes.
 *
 * @param id 32 hexadecimal digits
 */
record RunTrace(String id) {
    private static final int SPAN_ID_BYTES = 8;

    /** @param runId Temporal's id of an execution, a UUID */
    static RunTrace of(String runId) {
        return new RunTrace(runId.replace("-", ""));
    }

    /** Id of the span under which all others lie. */
    String run() {
        return span("run");
    }

    /** Id of the span of a step. */
    String step(String name) {
        return span("step/" + name);
    }

    private String span(String name) {
        try {
            var sum = MessageDigest.getInstance("SHA-256").digest((id + "/" + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, SPAN_ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
