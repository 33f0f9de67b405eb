package io.metalwright.activities.erasure;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.EraseMethod;
import io.metalwright.workflows.steps.FailureTypes;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * A disk that is told to erase itself. It may say yes and do nothing, so that marks are put in places that nobody could foresee, and looked for
 * afterwards.
 */
final class SelfErasing {
    /** Spinning disks of 20 TB take two days. */
    private static final Duration LIMIT = Duration.ofDays(3);

    private final BootOsShell shell;
    private final Disk disk;
    private final EraseMethod method;

    SelfErasing(BootOsShell shell, Disk disk, EraseMethod method) {
        this.shell = shell;
        this.disk = disk;
        this.method = method;
    }

    String erase() {
        var random = new SecureRandom();
        var mark = "metalwright-" + Long.toHexString(random.nextLong());
        var arguments = Samples.arguments(disk.name(), mark, Samples.of(disk.bytes(), random));
        shell.demand("put marks on " + disk.name(), Command.script(MARK, arguments));
        shell.demand(
                "have " + disk.name() + " erase itself",
                Command.script(command(), disk.name()).within(LIMIT));
        var left = shell.demand("look for marks on " + disk.name(), Command.script(MARKS_LEFT, arguments))
                .strip();
        if (!left.equals("0")) {
            throw Failures.lasting(
                    FailureTypes.NOT_DONE,
                    "have " + disk.name() + " of " + shell.place() + " erase itself (" + method.word()
                            + "): it said yes, and " + left + " of " + (arguments.length - 2)
                            + " marks are still there",
                    "Cancel, and clean it with \"erase\": \"overwrite\"; or take the disk out.");
        }
        return "it erased itself (" + method.word() + "); of " + (arguments.length - 2)
                + " marks that were put on it before, none is left.";
    }

    private String command() {
        return method == EraseMethod.NVME_FORMAT ? NVME_FORMAT : ATA_SECURE_ERASE;
    }

    private static final String MARK = """
            disk=$1 mark=$2
            shift 2
            for from; do
              yes "$mark" | head -c 65536 | dd of="$disk" bs=64K iflag=fullblock oflag=seek_bytes seek="$from" conv=notrunc status=none || exit 1
            done
            sync
            blockdev --flushbufs "$disk"
            """;

    private static final String MARKS_LEFT = """
            disk=$1 mark=$2
            shift 2
            blockdev --flushbufs "$disk" || exit 1
            left=0
            for from; do
              if dd if="$disk" bs=64K iflag=direct,skip_bytes skip="$from" count=1 status=none | grep -aqF "$mark"; then
                left=$((left + 1))
              fi
            done
            echo "$left"
            """;

    /** User data erase (NVM Express base specification 1.4, 5.23). The answer comes when it is done. */
    private static final String NVME_FORMAT = """
            nvme format "$1" --ses=1 --force --timeout=259200000 || exit 1
            blockdev --rereadpt "$1" 2> /dev/null || :
            """;

    /**
     * ACS-4, 7.45. The password is no secret: it only opens the way to the command, and the erasing removes it. One that an interrupted attempt has
     * left is removed first, since the disk is locked after a restart.
     */
    private static final String ATA_SECURE_ERASE = """
            hdparm --user-master u --security-unlock metalwright "$1" > /dev/null 2>&1
            hdparm --user-master u --security-disable metalwright "$1" > /dev/null 2>&1
            hdparm --user-master u --security-set-pass metalwright "$1" > /dev/null || exit 1
            hdparm --user-master u --security-erase metalwright "$1" > /dev/null || exit 1
            blockdev --rereadpt "$1" 2> /dev/null || :
            """;
}
