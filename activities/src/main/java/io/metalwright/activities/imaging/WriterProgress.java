package io.metalwright.activities.imaging;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** {@code progress.json} of {@code metalwright-write-image}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record WriterProgress(
        State state,
        int chunksDone,
        int chunksTotal,
        long bytesWritten,
        long bytesFetched,
        @Nullable String error) {
    enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    static WriterProgress parse(String json) {
        try {
            return JSON.readValue(json, WriterProgress.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("read the progress of the image writer: " + e.getOriginalMessage(), e);
        }
    }
}
