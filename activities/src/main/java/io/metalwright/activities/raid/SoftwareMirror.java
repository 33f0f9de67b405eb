package io.metalwright.activities.raid;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.raid.mdadm.ArrayDetail;
import io.metalwright.activities.raid.mdadm.Mdadm;
import io.metalwright.activities.raid.mdadm.Superblock;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Quoting;
import io.metalwright.workflows.steps.FailureTypes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A mirror by the kernel, made of whole disks. */
final class SoftwareMirror {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final BootOsShell shell;
    private final List<String> disks;
    private final ArraysOnDisks arrays;

    SoftwareMirror(BootOsShell shell, List<String> disks) {
        this.shell = shell;
        this.disks = disks;
        arrays = new ArraysOnDisks(shell, disks);
    }

    /** The array's node: one that was made of just these disks before, else a new one. */
    String configure() {
        var array = existing().orElseGet(this::create);
        prove(array);
        return array;
    }

    private Optional<String> existing() {
        if (!shareOurSuperblock()) {
            return Optional.empty();
        }
        var running = arrays.running();
        if (running.size() > 1) {
            return Optional.empty();
        }
        var array = running.isEmpty() ? assemble() : running.getFirst();
        var detail = detail(array);
        if (!detail.metadata().equals(Mdadm.METADATA)) {
            return Optional.empty();
        }
        for (var disk : disks) {
            if (!detail.roles().containsKey(disk)) {
                // It was left out since it is behind: the data is on the other one.
                demand("put a member back into the array", Mdadm.add(array, disk));
            }
        }
        return Optional.of(array);
    }

    private boolean shareOurSuperblock() {
        var superblocks = disks.stream()
                .map(disk -> shell.run(command(Mdadm.examine(disk))))
                .filter(result -> result.succeeded())
                .map(result -> Superblock.parse(result.output()))
                .filter(superblock -> superblock.isOurMirror(disks.size()))
                .toList();
        return superblocks.size() == disks.size()
                && superblocks.stream().map(Superblock::uuid).distinct().count() == 1;
    }

    private String assemble() {
        demand("assemble the array", Mdadm.assemble(disks));
        return node();
    }

    private String create() {
        arrays.stopAll();
        for (var disk : disks) {
            shell.demand("wipe " + disk, Command.script(WIPE, disk).within(LIMIT));
        }
        demand("make the array", Mdadm.createMirror(disks));
        return node();
    }

    private String node() {
        return shell.demand("find the array", Command.of("readlink", "-f", Mdadm.PATH))
                .strip();
    }

    private void prove(String array) {
        var detail = detail(array);
        var right = detail.level().equals("raid1")
                && detail.devices() == disks.size()
                && detail.metadata().equals(Mdadm.METADATA)
                && disks.stream().allMatch(detail.roles()::containsKey)
                && disks.stream().anyMatch(detail::isMember);
        if (!right) {
            throw Failures.mayPass(
                    FailureTypes.NOT_DONE,
                    "make a mirror of " + String.join(" and ", disks) + " in " + shell.place()
                            + ": mdadm reported success, and the array is " + detail,
                    "See /proc/mdstat and the kernel's messages on the machine's console.");
        }
    }

    /** How the members stand, for the evidence. */
    String state(String array) {
        var detail = detail(array);
        return disks.stream().allMatch(detail::isMember) ? "all members in place" : "a member is being synchronised";
    }

    private ArrayDetail detail(String array) {
        return ArrayDetail.parse(demand("look at the array", Mdadm.detail(array)));
    }

    private String demand(String purpose, List<String> words) {
        return shell.demand(purpose, command(words));
    }

    /** BootOS has no udev to make nodes: mdadm does it itself when told so. */
    private static Command command(List<String> words) {
        return Command.script("MDADM_NO_UDEV=1 " + Quoting.join(words.toArray(String[]::new)))
                .within(LIMIT);
    }

    /** Signatures of partitions first, while their nodes exist. Discarded members read alike, so that they need no synchronisation. */
    private static final String WIPE = """
            for part in $(lsblk -lnpo PATH "$1" | grep -vxF "$1"); do wipefs -a -q -f "$part" || exit 1; done
            mdadm --zero-superblock --force "$1" 2> /dev/null
            wipefs -a -q -f "$1" || exit 1
            # (busybox's own does not know -f.)
            /usr/sbin/blkdiscard -f "$1" 2> /dev/null || :
            partprobe "$1" 2> /dev/null || blockdev --rereadpt "$1" 2> /dev/null || :
            """;
}
