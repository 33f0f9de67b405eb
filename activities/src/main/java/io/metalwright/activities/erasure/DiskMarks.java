package io.metalwright.activities.erasure;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.workflows.steps.FailureTypes;
import java.time.Duration;

/** By what the contents of a disk are found: superblocks of arrays, partition tables, signatures of file systems. */
final class DiskMarks {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final BootOsShell shell;
    private final String disk;

    /** @param disk {@code /dev/…}, a whole disk */
    DiskMarks(BootOsShell shell, String disk) {
        this.shell = shell;
        this.disk = disk;
    }

    void destroy() {
        shell.demand(
                "destroy the signatures on " + disk,
                Command.script(DESTROY, disk).within(LIMIT));
    }

    /** Reads from the disk itself, and not what the kernel remembers of it. */
    void proveGone() {
        var found = shell.run(Command.script(LOOK, disk).within(LIMIT));
        if (!found.succeeded() || !found.output().isBlank()) {
            throw Failures.mayPass(
                    FailureTypes.NOT_DONE,
                    "destroy the signatures on " + disk + " of " + shell.place() + ": accepted, and there is still "
                            + (found.output().isBlank()
                                    ? found.complaint()
                                    : found.output().strip().replace('\n', ';')),
                    "See whether the disk is write-protected or held by something (lsblk, dmsetup ls), then retry.");
        }
    }

    /**
     * Partitions first, while their nodes exist. The first and last MiB of each hold the places of md superblocks of every version, of both copies
     * of a GPT, and of LVM's and ZFS' labels.
     */
    private static final String DESTROY = """
            clear_marks() {
              mdadm --zero-superblock --force "$1" 2> /dev/null
              wipefs -a -q -f "$1" || return 1
              bytes=$(blockdev --getsize64 "$1") || return 1
              edge=1048576
              [ "$bytes" -ge "$edge" ] || edge=$bytes
              dd if=/dev/zero of="$1" bs=64K iflag=count_bytes count="$edge" conv=notrunc,fsync status=none &&
                dd if=/dev/zero of="$1" bs=64K iflag=count_bytes count="$edge" oflag=seek_bytes \
                  seek="$((bytes - edge))" conv=notrunc,fsync status=none
            }
            for part in $(lsblk -lnpo PATH "$1" | grep -vxF "$1"); do clear_marks "$part" || exit 1; done
            clear_marks "$1" || exit 1
            blockdev --rereadpt "$1" 2> /dev/null || partprobe "$1" 2> /dev/null || :
            """;

    /** Prints what it finds, each on a line: nothing is the proof. */
    private static final String LOOK = """
            blockdev --flushbufs "$1" || exit 1
            bytes=$(blockdev --getsize64 "$1") || exit 1
            signatures=$(wipefs "$1") || exit 1
            [ -z "$signatures" ] || echo "signatures: $signatures"
            if kind=$(blkid -p "$1"); then echo "blkid: $kind"; fi
            if mdadm --examine "$1" > /dev/null 2>&1; then echo "a superblock of an array"; fi
            lsblk -lnpo PATH "$1" | grep -vxF "$1" | sed 's/^/a device on it: /'
            for from in 0 "$((bytes - 1048576))"; do
              left=$(dd if="$1" bs=64K iflag=direct,skip_bytes,count_bytes skip="$from" count=1048576 status=none |
                tr -d '\\0' | wc -c) || exit 1
              [ "$left" -eq 0 ] || echo "$left bytes that are not zero from byte $from"
            done
            """;
}
