package io.metalwright.ops.simulated.bootos;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metalwright.model.Sha256;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code job.json} of docs/contracts.md, section 3. */
@JsonIgnoreProperties(ignoreUnknown = true)
record WriteJob(
        String source,
        String device,
        @Nullable String diskSerial,
        long sizeBytes,
        List<Chunk> chunks,
        int verifyFirst) {
    /** A part of the image that is no hole. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Chunk(long offset, int length, Sha256 sha256) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    static WriteJob parse(String json) throws IOException {
        try {
            return JSON.readValue(json, WriteJob.class);
        } catch (JsonProcessingException e) {
            throw new IOException("job.json cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
