package io.metalwright.workflows.provision;

import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedStorage;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.workflows.steps.FileSystems;
import io.metalwright.workflows.steps.Raid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the file systems that the image does not have, and lets the installed system mount them. */
final class FileSystemsStep extends DeviceStep {
    private static final Duration DEADLINE = Duration.ofHours(1);

    FileSystemsStep(ProvisionRun run) {
        super(run, FileSystems.STEP, "Make further file systems");
    }

    @Override
    public String perform() {
        var storage = run.plan().storage();
        if (storage == null) {
            return "None is asked for any more.";
        }
        var contract = site(FileSystems.class, DEADLINE);
        var names = new OwnFileSystems(run.keyName());
        var evidence = new ArrayList<String>();
        var made = new ArrayList<FileSystems.Wanted>();
        for (var disk : disks(storage)) {
            var wanted = names.of(storage.on(disk));
            if (!wanted.isEmpty()) {
                var order = new FileSystems.Order(disk != null, wanted);
                evidence.add(contract.make(run.target(), disk == null ? device() : free(disk), order));
                made.addAll(wanted);
            }
        }
        evidence.add(contract.enter(run.target(), device(), made, storage.mounts()));
        return String.join(" ", evidence);
    }

    /** Null is the image's. */
    private static List<@Nullable PlannedDisk> disks(PlannedStorage storage) {
        var disks = new ArrayList<@Nullable PlannedDisk>();
        disks.add(null);
        disks.addAll(storage.otherDisks());
        return disks;
    }

    /** Found by what it says of itself, and held by no array. */
    private Raid.Device free(PlannedDisk disk) {
        return site(Raid.class, RaidStep.DEADLINE)
                .configure(run.target(), new Raid.Request(RaidLevel.NONE, List.of(disk)));
    }

    @Override
    public String advice() {
        return "Retry, or retry with a change of /storage.";
    }
}
