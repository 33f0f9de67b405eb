package io.metalwright.model.spec;

import io.metalwright.model.MachineId;
import org.jspecify.annotations.Nullable;

/**
 * A machine's disk shall become an image, and the machine stay as it is.
 *
 * @param image name of the new image
 * @param disk serial number or WWN; null where the machine has but one
 */
public record CaptureSpec(
        @Nullable MachineId machine, String image, @Nullable String disk) implements MachineSpec {
    public CaptureSpec {
        if (image == null || image.isBlank()) {
            throw new IllegalArgumentException("'image' is missing: the name that the image shall have");
        }
    }

    @Override
    public CaptureSpec on(MachineId id) {
        return new CaptureSpec(id, image, disk);
    }
}
