package io.metalwright.activities.disks;

import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What an earlier step or run has left at work in this boot. It outlives whoever began it, so that nothing else may begin on the disks before it was
 * ended.
 *
 * @param jobs folder of BootOS that holds a folder for each job
 * @param target where an installed system is mounted
 */
public record FormerWork(String jobs, String target) {
    public static final FormerWork USUAL = new FormerWork("/run/metalwright/jobs", TargetFolder.USUAL);

    /** What a system was given to write may have to go to a slow disk first. */
    private static final Duration LEAVING = Duration.ofMinutes(10);

    private static final String END = script();

    /** Ends every job, and leaves the system that is mounted. */
    public void end(BootOsShell shell) {
        endJobs(shell, "pid");
        leaveSystem(shell);
    }

    /** Ends the image's writers and readers alone. */
    public void endImaging(BootOsShell shell) {
        endJobs(shell, "job.json");
    }

    /** Removes what the image's writers and readers tell, which have ended. */
    public void forgetImaging(BootOsShell shell) {
        shell.demand("forget earlier jobs", Command.script("""
                        for job in "$1"/*/job.json; do rm -rf "${job%/*}"; done
                        """, jobs));
    }

    public void leaveSystem(BootOsShell shell) {
        shell.demand(
                "leave the system that is mounted",
                Command.script(TargetFolder.script(target) + "leave").within(LEAVING));
    }

    /** @param mark a file that the folders of these jobs have */
    private void endJobs(BootOsShell shell, String mark) {
        shell.demand("end what is still at work on the disks", Command.script(END, jobs, mark));
    }

    private static String script() {
        try (var stream = FormerWork.class.getResourceAsStream("end-jobs.sh")) {
            if (stream == null) {
                throw new IllegalStateException("the script end-jobs.sh is not packed with this program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
