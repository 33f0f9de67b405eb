package io.metalwright.activities.imaging;

import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.disks.Located;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Imaging;
import io.metalwright.workflows.steps.Raid;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Has BootOS fetch the chunks and write them, and watches. */
public final class BootOsImaging implements Imaging {
    /** Failure type of an image that could not be fetched or written for a reason that may pass. */
    public static final String NOT_WRITTEN = "ImageNotWritten";

    /** How often progress is told. The end of the writer is seen at once. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final BootOsShells shells;
    private final ImageStore images;
    private final FormerWork former;

    public BootOsImaging(BootOsShells shells, ImageStore images) {
        this(shells, images, FormerWork.USUAL);
    }

    BootOsImaging(BootOsShells shells, ImageStore images, FormerWork former) {
        this.shells = shells;
        this.images = images;
        this.former = former;
    }

    @Override
    public Written write(BootOsTarget target, Sha256 digest, Raid.Device device, @Nullable String job) {
        var image = manifest(digest);
        var began = Instant.now();
        var heartbeat = new ProgressHeartbeat(image);
        try (var shell = shells.open(target, heartbeat)) {
            try {
                var located = Located.in(shell, device);
                fits(image, located, shell);
                var writer = new ImageWriter(shell, image, located, device, former, job);
                begin(writer);
                return watch(writer, image, shell, heartbeat, began);
            } catch (ActivityCanceledException e) {
                // Only then: a worker that ends, or is cut off, is followed by another, which goes on with the writer.
                heartbeat.overhearCancel();
                end(shell, e);
                throw e;
            }
        }
    }

    /** A machine that cannot be reached does not hold up the cancelling: whoever begins on its disks next ends what is at work there. */
    private void end(BootOsShell shell, ActivityCanceledException cancel) {
        try {
            former.endImaging(shell);
        } catch (ApplicationFailure e) {
            cancel.addSuppressed(e);
        }
    }

    private ImageManifest manifest(Sha256 digest) {
        try {
            return images.manifest(digest)
                    .orElseThrow(() -> Failures.lasting(
                            FailureTypes.IMAGE_UNKNOWN,
                            "read the manifest of image " + digest + ": the site's store does not have it",
                            "Import the image again, or see that the worker has the store it was imported to."));
        } catch (IOException e) {
            throw Failures.mayPass(
                    FailureTypes.IMAGE_BROKEN,
                    "read the manifest of image " + digest + ": " + e.getMessage(),
                    "See that the worker can read its image store.",
                    e);
        } catch (IllegalArgumentException e) {
            throw Failures.lasting(
                    FailureTypes.IMAGE_BROKEN,
                    "read the manifest of image " + digest + ": " + e.getMessage(),
                    "Import the image again.",
                    e);
        }
    }

    private static void fits(ImageManifest image, Located device, BootOsShell shell) {
        if (image.sizeBytes() > device.bytes()) {
            throw Failures.lasting(
                    FailureTypes.DISK_TOO_SMALL,
                    "write image " + image.digest() + " to " + device.path() + " of " + shell.place() + ": it takes "
                            + image.sizeBytes() + " bytes and the device has " + device.bytes(),
                    "Choose a larger disk or a smaller image.");
        }
    }

    /** Goes on with what runs or ran in this boot; else begins, after what an earlier boot is seen to have written. */
    private static void begin(ImageWriter writer) {
        var before = writer.progress();
        if (before.isEmpty()) {
            writer.clearTheWay();
            writer.prepare(writer.alreadyWritten());
            writer.start();
        } else if (before.get().state() == WriterProgress.State.FAILED) {
            writer.start();
        }
    }

    private static Written watch(
            ImageWriter writer, ImageManifest image, BootOsShell shell, ProgressHeartbeat heartbeat, Instant began) {
        while (true) {
            var progress = writer.progressWithin(LOOK).orElseThrow(() -> failed(image, shell, "its job is gone"));
            heartbeat.tell(progress.chunksDone());
            switch (progress.state()) {
                case RUNNING -> {}
                case DONE -> {
                    return new Written(
                            progress.chunksDone(),
                            progress.bytesWritten(),
                            progress.bytesFetched(),
                            Duration.between(began, Instant.now()).toSeconds());
                }
                case FAILED -> throw failed(image, shell, String.valueOf(progress.error()));
            }
        }
    }

    private static ApplicationFailure failed(ImageManifest image, BootOsShell shell, String reason) {
        var message = "write image " + image.digest() + " in " + shell.place() + ": " + reason;
        if (reason.startsWith("refused: ")) {
            return Failures.lasting(
                    FailureTypes.WRONG_MACHINE,
                    message,
                    "Look at the disk on the machine's console, or cancel and make a new plan.");
        }
        if (reason.contains("is not what it should be")) {
            return Failures.mayPass(
                    FailureTypes.IMAGE_BROKEN,
                    message,
                    "The chunk is damaged in the store: delete its file there, import the image again, and retry.");
        }
        return Failures.mayPass(
                NOT_WRITTEN,
                message,
                "See whether the machine reaches its boot server, and the disk's health. Tried again, it goes on at the chunk that failed.");
    }
}
