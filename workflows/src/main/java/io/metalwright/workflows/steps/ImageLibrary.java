package io.metalwright.workflows.steps;

import io.metalwright.model.image.ImageManifest;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** Takes images in. Queue: {@code control}. */
@ActivityInterface
public interface ImageLibrary {
    /**
     * @param source an {@code http(s)} URL, or the path of an uploaded file in the store's folder {@code uploads}
     * @param sha256 sum that the source must have, or null
     */
    record Request(String name, String source, @Nullable String sha256) {}

    record Imported(String name, ImageManifest manifest, String format) {}

    /** Converts, cuts into chunks, stores those that are new, and enters the image. Heartbeats its progress. */
    @ActivityMethod(name = "ImportImage")
    Imported importImage(Request request);
}
