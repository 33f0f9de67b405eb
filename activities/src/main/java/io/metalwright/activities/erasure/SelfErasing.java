package io.metalwright.activities.erasure;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.scripts.DetachedJob;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Quoting;
import io.metalwright.model.Sha256;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.EraseMethod;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Scripts;
import io.temporal.failure.ApplicationFailure;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * A disk that is told to erase itself. It may say yes and do nothing, so that marks are put in places that nobody could foresee, and looked for
 * afterwards.
 */
final class SelfErasing {
    /** Spinning disks of 20 TB take two days. */
    private static final Duration LIMIT = Duration.ofDays(3);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final BootOsShell shell;
    private final Disk disk;
    private final EraseMethod method;
    private final DetachedJob job;

    SelfErasing(BootOsShell shell, Disk disk, EraseMethod method, Runnable heartbeat) {
        this.shell = shell;
        this.disk = disk;
        this.method = method;
        job = new DetachedJob(
                shell.place(),
                (purpose, script) -> shell.demand(purpose, Command.script(script)),
                doing -> heartbeat.run(),
                LOOK);
    }

    /**
     * The whole of it is one job of BootOS, which an attempt after this one joins: while a disk erases itself it takes no marks.
     *
     * @param jobs folder of BootOS that holds a folder for each job
     * @param run has each disk erased once, unless that fails
     */
    String erase(String jobs, String run) {
        var name = "erase-" + Sha256.sumOf(run + " " + disk.name()).hex().substring(0, 32);
        Scripts.Ran ran;
        try {
            ran = job.await(jobs, new Scripts.Job(name, script(), LIMIT.toSeconds()));
        } catch (ApplicationFailure e) {
            if (FailureTypes.SCRIPT_FAILED.equals(e.getType())) {
                forget(jobs, name);
            }
            throw e;
        }
        // Asked for once more in this run, it is done once more: the disk may have been written to.
        forget(jobs, name);
        var said = ran.output().strip();
        if (ran.status() != 0) {
            throw Failures.mayPass(
                    BootOsShell.COMMAND_FAILED,
                    "have " + disk.name() + " erase itself in " + shell.place() + " (" + method.word()
                            + "): ended with status " + ran.status() + ": " + said,
                    "Read what the command says; the machine is still in BootOS and can be looked at.");
        }
        var counts = said.substring(said.lastIndexOf('\n') + 1).split(" ");
        if (!counts[0].equals("0")) {
            throw Failures.lasting(
                    FailureTypes.NOT_DONE,
                    "have " + disk.name() + " of " + shell.place() + " erase itself (" + method.word()
                            + "): it said yes, and " + counts[0] + " of " + counts[1] + " marks are still there",
                    "Cancel, and clean it with \"erase\": \"overwrite\"; or take the disk out.");
        }
        return "it erased itself (" + method.word() + "); of " + counts[1]
                + " marks that were put on it before, none is left.";
    }

    private void forget(String jobs, String name) {
        shell.run(Command.of("rm", "-rf", jobs + "/" + name));
    }

    private String script() {
        var random = new SecureRandom();
        var mark = "metalwright-" + Long.toHexString(random.nextLong());
        var arguments = Samples.arguments(disk.name(), mark, Samples.of(disk.bytes(), random));
        return "set -- " + Quoting.join(arguments) + "\n" + MARK + command() + MARKS_LEFT;
    }

    private String command() {
        return method == EraseMethod.NVME_FORMAT ? NVME_FORMAT : ATA_SECURE_ERASE;
    }

    /** On this disk before the command comes, without waiting for others, which may be erasing themselves. What follows cannot be called back. */
    private static final String MARK = """
            disk=$1 mark=$2
            shift 2
            for from; do
              yes "$mark" | head -c 65536 | dd of="$disk" bs=64K iflag=fullblock oflag=seek_bytes seek="$from" conv=notrunc,fsync status=none || exit 1
            done
            blockdev --flushbufs "$disk"
            trap '' TERM
            """;

    private static final String MARKS_LEFT = """
            blockdev --rereadpt "$disk" 2> /dev/null
            blockdev --flushbufs "$disk" || exit 1
            left=0
            for from; do
              if dd if="$disk" bs=64K iflag=direct,skip_bytes skip="$from" count=1 status=none | grep -aqF "$mark"; then
                left=$((left + 1))
              fi
            done
            echo "$left $#"
            """;

    /** User data erase (NVM Express base specification 1.4, 5.23). The answer comes when it is done. */
    private static final String NVME_FORMAT = """
            nvme format "$disk" --ses=1 --force --timeout=259200000 || exit 1
            """;

    /**
     * ACS-4, 7.45. The password is no secret: it only opens the way to the command, and the erasing removes it. One that an interrupted attempt has
     * left is removed first, since the disk is locked after a restart.
     */
    private static final String ATA_SECURE_ERASE = """
            hdparm --user-master u --security-unlock metalwright "$disk" > /dev/null 2>&1
            hdparm --user-master u --security-disable metalwright "$disk" > /dev/null 2>&1
            hdparm --user-master u --security-set-pass metalwright "$disk" > /dev/null || exit 1
            hdparm --user-master u --security-erase metalwright "$disk" > /dev/null || exit 1
            """;
}
