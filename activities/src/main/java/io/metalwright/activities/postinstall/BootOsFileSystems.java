package io.metalwright.activities.postinstall;

import io.metalwright.activities.disks.Located;
import io.metalwright.activities.disks.TargetFolder;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.activities.shell.Result;
import io.metalwright.model.spec.DataSize;
import io.metalwright.model.spec.FileSystemType;
import io.metalwright.model.spec.MountWish;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.FileSystems;
import io.metalwright.workflows.steps.Raid;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes file systems by what BootOS has, and mounts them where the installed system will. */
public final class BootOsFileSystems implements FileSystems {
    private static final Duration LIMIT = Duration.ofMinutes(50);
    /** What {@code make.sh} and {@code enter.sh} end with. */
    private static final int NO_ROOT = 3;

    private static final int NOT_DONE = 5;
    private static final int REFUSED = 7;
    private static final int NO_ROOM = 8;

    private final BootOsShells shells;
    private final String folder;

    public BootOsFileSystems(BootOsShells shells) {
        this(shells, TargetFolder.USUAL);
    }

    /** @param folder where in BootOS the installed system is mounted */
    BootOsFileSystems(BootOsShells shells, String folder) {
        this.shells = shells;
        this.folder = folder;
    }

    @Override
    public String growRoot(BootOsTarget target, Raid.Device device, RootWish wish) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            return new RootGrowth(shell, Located.in(shell, device), folder).growTo(wish);
        }
    }

    @Override
    public String make(BootOsTarget target, Raid.Device device, Order order) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            var located = Located.in(shell, device);
            var arguments = new ArrayList<>(
                    List.of(located.path(), Long.toString(located.bytes()), Boolean.toString(order.whole())));
            for (var each : order.wanted()) {
                arguments.add(each.partition());
                arguments.add(each.uuid());
                arguments.add(each.bytes() == null ? "rest" : Long.toString(each.bytes() / DataSize.MIB));
                arguments.add(each.type().word());
                arguments.add("=" + each.label());
            }
            return demand(shell, "make.sh", arguments)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(made -> made[0] + " is " + made[2] + " of " + made[1] + " MiB, UUID " + made[3] + ".")
                    .collect(Collectors.joining(" "));
        }
    }

    @Override
    public String enter(BootOsTarget target, Raid.Device device, List<Wanted> made, List<MountWish> mounts) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            var fstab = MountTable.of(made, mounts);
            var arguments = new ArrayList<>(
                    List.of(Located.in(shell, device).path(), fstab.text(), String.join(" ", fstab.points())));
            // One that lies in another comes after it.
            made.stream()
                    .filter(each -> each.type() != FileSystemType.SWAP)
                    .sorted(MountTable.BY_POINT)
                    .flatMap(each -> Stream.of(each.uuid(), each.type().word(), MountTable.point(each)))
                    .forEach(arguments::add);
            demand(shell, "enter.sh", arguments);
            return "fstab: "
                    + (fstab.lines().size() == 1 ? "1 line" : fstab.lines().size() + " lines")
                    + (fstab.points().isEmpty() ? "" : ", for " + String.join(" ", fstab.points())) + ".";
        }
    }

    private String demand(BootOsShell shell, String script, List<String> arguments) {
        var done = shell.run(Command.script(Scripts.on(folder, "mount.sh", script), arguments.toArray(String[]::new))
                .within(LIMIT));
        if (!done.succeeded()) {
            throw failed(shell, done);
        }
        return done.output();
    }

    private static ApplicationFailure failed(BootOsShell shell, Result done) {
        var message = "in " + shell.place() + ": " + done.complaint();
        return switch (done.status()) {
            case NO_ROOT ->
                Failures.lasting(
                        FailureTypes.IMAGE_BROKEN, message, "Import an image with an ext4, xfs or btrfs root.");
            case NOT_DONE ->
                Failures.mayPass(
                        FailureTypes.NOT_DONE, message, "See the disk's health, and whether another process holds it.");
            case REFUSED ->
                Failures.lasting(
                        FailureTypes.REFUSED, message, "Retry with a change of /storage, or with another image.");
            case NO_ROOM ->
                Failures.lasting(
                        FailureTypes.DISK_TOO_SMALL, message, "Retry with a change of /storage to smaller sizes.");
            default ->
                Failures.mayPass(
                        BootOsShell.COMMAND_FAILED,
                        message,
                        "Read what the command says; the machine is still in BootOS and can be looked at.");
        };
    }
}
