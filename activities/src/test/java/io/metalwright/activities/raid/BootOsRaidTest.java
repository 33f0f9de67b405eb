package io.metalwright.activities.raid;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.disks.MountedSystem;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.workflows.steps.Raid;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BootOsRaidTest {
    private static final Raid.Request ONE_DISK =
            new Raid.Request(RaidLevel.NONE, List.of(new PlannedDisk(null, "D1", 1 << 20)));

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private SimulatedBootOs bootOs;
    private FormerWork former;
    private Raid raid;

    @BeforeEach
    void start() throws Exception {
        former = new FormerWork(
                folder.resolve("jobs").toString(), folder.resolve("target").toString());
        bootOs = new SimulatedBootOs(folder)
                .tool("metalwright-find-disk", "echo /dev/simulated")
                .tool("mdadm", "exit 1");
        temporal.registerActivitiesImplementations(new BootOsRaid(bootOs.shells(), former));
        raid = temporal.newActivityStub(Raid.class, ActivityTimes.USUAL);
    }

    @AfterEach
    void stop() throws Exception {
        temporal.close();
        bootOs.close();
    }

    @Test
    void aSystemThatIsStillMountedIsLeftBeforeDisksAreJoined() throws Exception {
        var system = new MountedSystem(bootOs, former, Path.of("/dev/simulated"));
        system.mount();
        assertThat(raid.configure(bootOs.target(), ONE_DISK).device()).isEqualTo("/dev/simulated");
        assertThat(system.mounts()).isEmpty();
        assertThat(system.left()).containsExactly(former.target());
    }

    /** As a run leaves it whose worker was dead when it was cancelled. */
    @Test
    void aWriterThatIsStillAtWorkIsEndedBeforeDisksAreJoined() throws Exception {
        var job = Files.createDirectories(Path.of(former.jobs(), "image"));
        var writer = new ProcessBuilder(
                        "setsid", "sh", "-c", "echo $$ > \"$1/pid\"; while :; do sleep 1; done", "sh", job.toString())
                .start();
        while (!Files.exists(job.resolve("pid")) || Files.size(job.resolve("pid")) == 0) {
            Thread.sleep(20);
        }
        raid.configure(bootOs.target(), ONE_DISK);
        assertThat(writer.waitFor()).isNotZero();
    }

    @Test
    void aNumberThatIsAnotherProgramsByNowIsLeftAlone() throws Exception {
        var job = Files.createDirectories(Path.of(former.jobs(), "image"));
        var other = new ProcessBuilder("setsid", "sleep", "60").start();
        try {
            Files.writeString(job.resolve("pid"), other.pid() + "\n");
            raid.configure(bootOs.target(), ONE_DISK);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }
}
