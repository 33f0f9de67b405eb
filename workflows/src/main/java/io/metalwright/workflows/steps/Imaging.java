package io.metalwright.workflows.steps;

import io.metalwright.model.Sha256;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** An image on a disk. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Imaging {
    /** What a long write tells as heartbeat details. */
    record Progress(int chunksDone, int chunksTotal, long bytesDone, long bytesTotal) {}

    record Written(int chunks, long bytesWritten, long bytesFetched, long seconds) {}

    /**
     * Writes the image's chunks and zeroes its holes. Every chunk is verified before it is written; after an interruption it goes on at the next
     * chunk, having read back those that it says were written. Heartbeats {@link Progress}.
     *
     * @param job names this writing: under another name it is done anew, since what was written may have been changed meanwhile; null where a release
     *     before it had names began it
     */
    @ActivityMethod(name = "WriteImage")
    Written write(BootOsTarget target, Sha256 image, Raid.Device device, @Nullable String job);
}
