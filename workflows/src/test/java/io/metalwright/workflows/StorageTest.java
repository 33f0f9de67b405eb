package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.run.RunState;
import io.metalwright.model.run.Steering;
import io.metalwright.model.run.StepView;
import io.metalwright.model.spec.DataSize;
import io.metalwright.model.spec.FileSystemType;
import io.metalwright.model.spec.FileSystemWish;
import io.metalwright.model.spec.MountWish;
import io.metalwright.model.spec.StorageWish;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.FileSystems;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** File systems beside the image's, in their place among the steps of a run. */
@Timeout(60)
class StorageTest {
    private static final FileSystemWish BEHIND =
            new FileSystemWish(null, null, FileSystemType.EXT4, "home", "/home", null);
    private static final FileSystemWish ELSEWHERE =
            new FileSystemWish("DISK-2", DataSize.of("4GiB"), FileSystemType.XFS, null, "/srv", "noatime");
    private static final MountWish SHARE = new MountWish("nas:/export", "/mnt/nas", "nfs", null, null);
    private static final StorageWish WISH =
            new StorageWish(DataSize.of("2GiB"), List.of(BEHIND, ELSEWHERE), List.of(SHARE));

    @Test
    void furtherFileSystemsAreMadeWhenTheRootHasGrownAndBeforeTheSystemIsConfigured() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(start(it, WISH));
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .containsSubsequence(
                            "write",
                            "growRootTo 2147483648 before 1",
                            "makeFileSystems",
                            "makeFileSystems",
                            "enterMounts 2 1",
                            "configureOs");
            assertThat(view.steps())
                    .filteredOn(step -> step.name().equals(FileSystems.STEP))
                    .singleElement()
                    .satisfies(step -> assertThat(step.evidence())
                            .isEqualTo("1 behind the root. 1 on a disk of their own. fstab."));
            assertThat(it.world.madeFileSystems)
                    .extracting(FileSystems.Wanted::uuid)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aRepeatedStepAsksForTheSameNames() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "enterMounts 2 1", 1, ApplicationFailure.newNonRetryableFailure("no", FailureTypes.REFUSED));
            var run = start(it, WISH);
            it.untilWaiting(run);
            run.retry(new Steering("anna", null, Map.of(), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.madeFileSystems.subList(0, 2)).isEqualTo(it.world.madeFileSystems.subList(2, 4));
        }
    }

    /** A partition that is there already would be in the way of another. */
    @Test
    void anotherWishBeginsAgainWithTheImage() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "enterMounts 2 1", 1, ApplicationFailure.newNonRetryableFailure("no", FailureTypes.REFUSED));
            var run = start(it, WISH);
            it.untilWaiting(run);
            run.retry(new Steering("anna", null, Map.of("/storage/rootSize", "3GiB"), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.callsAfter("planProvision"))
                    .containsSubsequence("write", "growRootTo 3221225472 before 1", "enterMounts 2 1");
        }
    }

    @Test
    void aMachineWithoutTheOtherDiskIsNotTouched() {
        try (var it = new RunningWorld()) {
            var run = start(it, WISH);
            it.world.disks.remove("DISK-2");
            assertThat(it.untilWaiting(run).waiting().trouble())
                    .contains("The disk with serial DISK-2", "is in the plan and not in the machine");
            assertThat(it.world.calls).doesNotContain("write");
        }
    }

    @Test
    void aRunWithoutSuchAWishHasNoSuchStep() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.start());
            assertThat(view.steps()).extracting(StepView::name).doesNotContain(FileSystems.STEP);
            assertThat(it.world.calls).contains("growRoot");
        }
    }

    private static Provision start(RunningWorld it, StorageWish wish) {
        it.world.disks.add("DISK-2");
        var provision = it.temporal.getWorkflowClient().newWorkflowStub(Provision.class, it.options());
        WorkflowClient.start(provision::run, RunningWorld.spec("debian").storing(wish));
        return provision;
    }
}
