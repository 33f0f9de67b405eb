package io.metalwright.workflows.steps;

import io.metalwright.model.Sha256;
import io.metalwright.model.plan.PlannedDisk;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** A disk as an image. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Capturing {
    /**
     * @param job names the work, so that another attempt goes on with it
     * @param token names the token with which the machine may send chunks; its plain text is made on the worker from this name
     */
    record Request(PlannedDisk disk, String job, String token) {}

    /** @param digest names the manifest that the store now has */
    record Captured(Sha256 digest, int chunks, long sizeBytes, long dataBytes, long bytesSent, long seconds) {}

    /**
     * Reads the disk, has what it holds sent to the site's boot-services, and keeps the manifest. The disk is only read. After an interruption,
     * also one of the machine, it goes on at the next chunk. Heartbeats {@link Imaging.Progress}.
     */
    @ActivityMethod(name = "CaptureDisk")
    Captured capture(BootOsTarget target, Request request);
}
