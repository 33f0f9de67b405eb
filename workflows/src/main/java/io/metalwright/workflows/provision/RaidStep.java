package io.metalwright.workflows.provision;

import io.metalwright.model.hardware.Volume;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.workflows.boot.BootOsStep;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.steps.Erasure;
import io.metalwright.workflows.steps.Inspection;
import io.metalwright.workflows.steps.Raid;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the planned disks and joins them as planned. */
final class RaidStep extends BootOsStep<ProvisionRun> {
    static final String NAME = "raid";
    static final Duration DEADLINE = Duration.ofMinutes(10);

    RaidStep(ProvisionRun run) {
        super(run, NAME, "Configure RAID");
    }

    @Override
    public String perform() {
        run.destroys();
        findDevice(run, site(Raid.class, DEADLINE));
        var device = run.device();
        var volume = run.plan().volume();
        return volume == null || volume.replaced().isEmpty() || !Since.clearsDrivesOfDeletedVolumes()
                ? device.evidence()
                : device.evidence() + clearDrivesOf(volume.replaced(), device);
    }

    /**
     * A controller may show a drive of a volume that it has deleted as a disk, with the whole old system on it. Its file systems have the names of the
     * new one's, since both came from an image, and it could start in the new one's place.
     */
    private String clearDrivesOf(List<Volume> deleted, Raid.Device device) {
        var names = deleted.stream().flatMap(volume -> volume.drives().stream()).collect(Collectors.toSet());
        var shown = site(Inspection.class, DEADLINE).look(run.target()).disks().stream()
                .filter(disk -> !disk.name().equals(device.device()))
                .filter(disk -> names.contains(disk.serial()) || names.contains(disk.wwn()))
                .map(disk -> new PlannedDisk(disk.wwn(), disk.serial(), disk.bytes()))
                .toList();
        return shown.isEmpty()
                ? ""
                : " Of what was deleted: " + site(Erasure.class, DEADLINE).wipe(run.target(), shown);
    }

    static void findDevice(ProvisionRun run, Raid raid) {
        var plan = run.plan();
        var target = run.target();
        var device = plan.volume() == null
                ? raid.configure(target, new Raid.Request(plan.raid(), plan.disks()))
                : raid.find(target, run.volume());
        run.device(device, target.agent().bootId());
    }

    @Override
    public boolean destroysData() {
        return true;
    }
}
