package io.metalwright.activities.switching;

import static io.metalwright.activities.switching.UpdatingBmc.GONE;
import static io.metalwright.activities.switching.UpdatingBmc.item;
import static io.metalwright.activities.switching.UpdatingBmc.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BmcTask;
import io.metalwright.activities.power.BmcTask.State;
import io.metalwright.activities.power.FirmwareUpdate;
import io.metalwright.activities.power.UpdateOrder;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FirmwareUpdates.Begun;
import io.metalwright.workflows.steps.FirmwareUpdates.Ended;
import io.metalwright.workflows.steps.FirmwareUpdates.Result;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FirmwareUpdateActivityTest {
    private static final BmcTarget BMC = new BmcTarget(
            MachineId.of("m-updating"),
            BmcProtocol.REDFISH,
            "127.0.0.1",
            443,
            "admin",
            SecretReference.of("secret:bmc/m"));
    private static final FirmwareUpdate.Times TIMES =
            new FirmwareUpdate.Times(Duration.ofMillis(300), Duration.ofMillis(100), Duration.ofMillis(10));
    private static final FirmwareImage IMAGE = FirmwareImage.of("https://10.0.0.1/bios.bin", null, false);
    private static final List<FirmwareItem> OLD = List.of(item("BIOS", "1"));
    private static final List<FirmwareItem> NEW = List.of(item("BIOS", "2"));

    private final UpdatingBmc bmc = new UpdatingBmc();
    private final BmcBroker broker = new BmcBroker((address, credential) -> bmc.open(), BmcBroker.IDLE);
    private final FirmwareUpdateActivity activity =
            new FirmwareUpdateActivity(new BmcVisits(broker, reference -> Secret.of("x")), TIMES);

    @AfterEach
    void stop() {
        broker.close();
    }

    private Ended await(Begun begun, BmcTask... tasks) {
        Arrays.stream(tasks).map(Optional::of).forEach(bmc.tasks::add);
        return activity.await(BMC, begun, OLD, Duration.ofSeconds(2), () -> {});
    }

    private static Begun withTask() {
        return new Begun(false, "/t/1");
    }

    @Test
    void aVersionThatReadsOtherwiseIsTheProof() {
        bmc.inventories.addAll(List.of(OLD, OLD, NEW));
        assertThat(await(withTask(), task(State.UNDER_WAY), task(State.DONE)))
                .isEqualTo(new Ended(Result.DONE, "BIOS: 1 → 2."));
    }

    @Test
    void aBmcThatStartsAnewAndForgetsItsTaskIsAskedOnUntilItIsBack() {
        bmc.inventories.addAll(List.of(List.of(), OLD, NEW));
        bmc.tasks.addAll(
                List.of(Optional.of(task(State.UNDER_WAY)), Optional.empty(), Optional.empty(), Optional.of(GONE)));
        assertThat(await(withTask())).isEqualTo(new Ended(Result.DONE, "BIOS: 1 → 2."));
        assertThat(bmc.asked).doesNotContain("update");
    }

    @Test
    void aTaskThatEndsWellAndChangesNothingIsNoSuccess() {
        bmc.inventories.add(OLD);
        var ended = await(withTask(), task(State.DONE, "Completed."));
        assertThat(ended.result()).isEqualTo(Result.FAILED);
        assertThat(ended.words()).isEqualTo("accepted and ended, and no version changed. The BMC said: Completed.");
    }

    @Test
    void aTaskThatStaysPendingIsToldAsWhatItIs() {
        bmc.inventories.add(OLD);
        assertThat(await(withTask(), task(State.PENDING, "Task successfully scheduled.")))
                .isEqualTo(
                        new Ended(
                                Result.DONE,
                                "Accepted, nothing changed: pending until the machine's next start. Task successfully scheduled."));
    }

    @Test
    void aTaskThatIsPendingForAMomentIsWaitedFor() {
        bmc.inventories.addAll(List.of(OLD, NEW));
        assertThat(await(withTask(), task(State.PENDING), task(State.UNDER_WAY), task(State.DONE)))
                .isEqualTo(new Ended(Result.DONE, "BIOS: 1 → 2."));
    }

    @Test
    void aVersionThatIsKeptForTheNextStartIsPending() {
        bmc.inventories.add(List.of(item("BIOS", "1"), item("Available-2", "2")));
        assertThat(await(withTask(), task(State.DONE)).words())
                .isEqualTo(
                        "Accepted, nothing changed: pending until the machine's next start. The inventory keeps BIOS 2 for it.");
    }

    @Test
    void aTaskThatFailsIsQuoted() {
        var ended = await(withTask(), task(State.UNDER_WAY), task(State.FAILED, "Bad signature."));
        assertThat(ended).isEqualTo(new Ended(Result.FAILED, "accepted, and then failed: Bad signature."));
    }

    @Test
    void whatTakesLongerThanItMayIsNeitherDoneNorFailed() {
        bmc.inventories.add(OLD);
        assertThat(await(withTask(), task(State.UNDER_WAY, "40 %.")).result()).isEqualTo(Result.LATE);
        assertThat(await(new Begun(false, null)).result()).isEqualTo(Result.LATE);
    }

    @Test
    void anUpdateThatWasPerhapsBegunIsFoundByItsTaskOrByWhatItLeft() {
        bmc.inventories.addAll(List.of(OLD, NEW));
        assertThat(activity.findUpdate(BMC, IMAGE, OLD)).isNull();
        assertThat(activity.findUpdate(BMC, IMAGE, OLD)).isEqualTo(new Begun(false, null));
        bmc.underWay = Optional.of(new UpdateOrder(false, "/t/7"));
        assertThat(activity.findUpdate(BMC, IMAGE, OLD)).isEqualTo(new Begun(false, "/t/7"));
        assertThat(bmc.asked).doesNotContain("update");
    }
}
