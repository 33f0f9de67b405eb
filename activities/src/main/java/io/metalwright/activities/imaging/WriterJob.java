package io.metalwright.activities.imaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import java.util.List;

/**
 * {@code job.json} of {@code metalwright-write-image}.
 *
 * @param source address that a chunk's sum is appended to
 * @param diskSerial empty where the device has none
 * @param verifyFirst how many chunks were perhaps written before, and are read back
 */
record WriterJob(
        String source,
        String device,
        String diskSerial,
        long sizeBytes,
        int chunkBytes,
        List<ImageChunk> chunks,
        int verifyFirst) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WriterJob of(ImageManifest image, String source, String device, String diskSerial, int verifyFirst) {
        return new WriterJob(
                source, device, diskSerial, image.sizeBytes(), image.chunkBytes(), image.chunks(), verifyFirst);
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("write a job for the image writer", e);
        }
    }
}
