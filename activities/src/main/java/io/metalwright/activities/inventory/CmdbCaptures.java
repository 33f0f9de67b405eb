package io.metalwright.activities.inventory;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.imaging.ImageStore;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.spec.CaptureSpec;
import io.metalwright.workflows.steps.Captures;
import io.metalwright.workflows.steps.FailureTypes;
import java.io.IOException;

/** {@link Captures} in the CMDB. Everything may be asked again. */
public final class CmdbCaptures implements Captures {
    /** The format of an image that was read from a machine. */
    private static final String FORMAT = "capture";

    private final Cmdb cmdb;
    private final ImageStore images;

    public CmdbCaptures(Cmdb cmdb, ImageStore images) {
        this.cmdb = cmdb;
        this.images = images;
    }

    @Override
    public PlannedDisk choose(MachineId machine, CaptureSpec spec) {
        if (cmdb.images().find(spec.image()).isPresent()) {
            throw Refusal.of(
                    "There is already an image '" + spec.image() + "'.",
                    "Cancel, and start another run with another name; or delete that image and retry.");
        }
        var hardware = cmdb.machines().hardware(machine).orElseThrow(() -> Refusal.unknownMachine(machine));
        var fixed = hardware.disks().stream().filter(disk -> !disk.removable()).toList();
        var meant = spec.disk() == null
                ? fixed
                : fixed.stream().filter(disk -> disk.answersTo(spec.disk())).toList();
        if (meant.size() != 1) {
            throw Refusal.of(
                    (spec.disk() == null
                                    ? "It is not said which disk is meant, and there are "
                                    : "'" + spec.disk() + "' is the serial number or WWN of ")
                            + meant.size() + " disks.",
                    "Cancel, and name one of them in 'disk': " + names(fixed) + ".");
        }
        var disk = meant.getFirst();
        return new PlannedDisk(disk.wwn(), disk.serial(), disk.bytes());
    }

    private static String names(Iterable<Disk> disks) {
        var names = new StringBuilder();
        for (var disk : disks) {
            names.append(names.isEmpty() ? "" : ", ").append(disk.serial() == null ? disk.wwn() : disk.serial());
        }
        return names.toString();
    }

    @Override
    public void record(String image, Sha256 digest, MachineId machine, PlannedDisk disk) {
        try {
            var manifest = images.manifest(digest)
                    .orElseThrow(
                            () -> Failures.mayPass(
                                    FailureTypes.IMAGE_UNKNOWN,
                                    "enter image '" + image + "': the store of the control worker has no manifest "
                                            + digest,
                                    "See that the site's worker and the control worker have the same image store, then retry."));
            var source = "machine " + machine + ", disk with " + disk;
            cmdb.atomically(() -> {
                var known = cmdb.images().find(image);
                if (known.isPresent() && !source.equals(known.get().source())) {
                    throw Refusal.of(
                            "Since this run began an image '" + image + "' has come from "
                                    + known.get().source() + ".",
                            "Delete that image and retry: what was read is kept. Or cancel.");
                }
                cmdb.images().recordReady(image, manifest, FORMAT, source);
                return image;
            });
        } catch (IOException e) {
            throw Failures.mayPass(
                    FailureTypes.IMAGE_BROKEN,
                    "read the manifest " + digest + ": " + e.getMessage(),
                    "See that the control worker can read its image store.",
                    e);
        }
    }
}
