package io.metalwright.activities.imaging;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** {@code progress.json} of {@code metalwright-read-image}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ReaderProgress(
        WriterProgress.State state,
        int chunksDone,
        int chunksTotal,
        long bytesDone,
        long bytesTotal,
        long bytesSent,
        long sizeBytes,
        @Nullable String error) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ReaderProgress parse(String json) {
        try {
            return JSON.readValue(json, ReaderProgress.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("read the progress of the image reader: " + e.getOriginalMessage(), e);
        }
    }

    ReaderProgress ended(String trouble) {
        return new ReaderProgress(
                WriterProgress.State.FAILED,
                chunksDone,
                chunksTotal,
                bytesDone,
                bytesTotal,
                bytesSent,
                sizeBytes,
                trouble);
    }
}
