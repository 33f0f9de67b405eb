package io.metalwright.activities.erasure;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.hardware.Disk;
import io.metalwright.workflows.steps.FailureTypes;
import java.security.SecureRandom;
import java.time.Duration;

/** Every sector written with zeros, from the beginning to the end, a stretch at a time: so it is known to the stretch how far it is. */
final class Overwriting {
    private static final long STRETCH = 256L << 20;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final BootOsShell shell;
    private final Disk disk;
    private final ErasureHeartbeat heartbeat;

    Overwriting(BootOsShell shell, Disk disk, ErasureHeartbeat heartbeat) {
        this.shell = shell;
        this.disk = disk;
        this.heartbeat = heartbeat;
    }

    String erase() {
        long began = heartbeat.bytesDone();
        for (long at = began; at < disk.bytes(); at = heartbeat.bytesDone()) {
            long bytes = Math.min(STRETCH, disk.bytes() - at);
            shell.demand(
                    "overwrite " + disk.name() + " from byte " + at,
                    Command.script(WRITE, disk.name(), Long.toString(at), Long.toString(bytes))
                            .within(LIMIT));
            heartbeat.done(at + bytes);
        }
        shell.demand("read the partition table of " + disk.name() + " anew", Command.script(REREAD, disk.name()));
        var offsets = Samples.of(disk.bytes(), new SecureRandom());
        prove(offsets);
        return disk.bytes() + " bytes overwritten with zeros"
                + (began == 0 ? "" : ", of which " + began + " in an earlier attempt") + "; " + offsets.length
                + " samples of " + Samples.BYTES + " bytes read back as zeros.";
    }

    private void prove(String[] offsets) {
        var left = shell.demand(
                        "read back samples of " + disk.name(),
                        Command.script(LEFT, Samples.arguments(disk.name(), Integer.toString(Samples.BYTES), offsets))
                                .within(LIMIT))
                .strip();
        if (!left.equals("0")) {
            throw Failures.mayPass(
                    FailureTypes.NOT_DONE,
                    "overwrite " + disk.name() + " of " + shell.place() + ": accepted, and " + left
                            + " bytes of the samples are not zero",
                    "The disk does not keep what is written: see its health (smartctl), or take it out.");
        }
    }

    private static final String WRITE = """
            dd if=/dev/zero of="$1" bs=4M iflag=count_bytes count="$3" oflag=seek_bytes,direct seek="$2" conv=notrunc,fsync status=none
            """;

    private static final String REREAD = """
            blockdev --rereadpt "$1" 2> /dev/null || partprobe "$1" 2> /dev/null || :
            """;

    /** How many bytes of the samples are not zero. */
    private static final String LEFT = """
            disk=$1 bytes=$2
            shift 2
            for from; do
              dd if="$disk" bs="$bytes" iflag=direct,skip_bytes skip="$from" count=1 status=none || exit 1
            done | tr -d '\\0' | wc -c
            """;
}
