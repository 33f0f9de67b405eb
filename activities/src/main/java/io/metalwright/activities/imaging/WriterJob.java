package io.metalwright.activities.imaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.workflows.steps.Raid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code job.json} of {@code metalwright-write-image}.
 *
 * @param source address that a chunk's sum is appended to
 * @param diskSerial empty where the device has none
 * @param diskWwn null where the device has none
 * @param verifyFirst how many chunks were perhaps written before, and are read back
 */
record WriterJob(
        String source,
        String device,
        String diskSerial,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String diskWwn,
        long sizeBytes,
        int chunkBytes,
        List<ImageChunk> chunks,
        int verifyFirst) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WriterJob of(ImageManifest image, String source, String device, Raid.Device planned, int verifyFirst) {
        return new WriterJob(
                source,
                device,
                planned.serial(),
                planned.wwn(),
                image.sizeBytes(),
                image.chunkBytes(),
                image.chunks(),
                verifyFirst);
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("write a job for the image writer", e);
        }
    }
}
