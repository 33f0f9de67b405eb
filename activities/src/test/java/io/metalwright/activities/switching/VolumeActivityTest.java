package io.metalwright.activities.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedVolume;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.VolumeLevel;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Volumes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VolumeActivityTest {
    private static final BmcTarget BMC = new BmcTarget(
            MachineId.of("m-raid"), BmcProtocol.REDFISH, "127.0.0.1", 443, "admin", SecretReference.of("secret:bmc/m"));
    private static final Volume OLD = new Volume("Old", 2 * RaidBmc.BYTES, "RAID0", null, "/v/old", List.of("B", "C"));

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private BmcBroker broker;

    @AfterEach
    void stop() {
        temporal.close();
        if (broker != null) {
            broker.close();
        }
    }

    private Volumes of(RaidBmc bmc) {
        broker = new BmcBroker((address, credential) -> bmc.open(), BmcBroker.IDLE);
        temporal.registerActivitiesImplementations(new VolumeActivity(
                new BmcVisits(broker, reference -> Secret.of("x")),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofMillis(20)));
        return temporal.newActivityStub(Volumes.class, ActivityTimes.USUAL);
    }

    private static PlannedVolume mirror(Volume... replaced) {
        return planned(VolumeLevel.RAID1, List.of("A", "B"), replaced);
    }

    private static PlannedVolume planned(VolumeLevel level, List<String> drives, Volume... replaced) {
        return new PlannedVolume(
                level,
                drives.stream()
                        .map(serial -> new PlannedDisk(null, serial, RaidBmc.BYTES))
                        .toList(),
                "mw0123456789",
                List.of(replaced));
    }

    private static String refusal(Runnable call, String type) {
        Consumer<ApplicationFailure> isLasting = failure -> {
            assertThat(failure.getType()).isEqualTo(type);
            assertThat(failure.isNonRetryable()).isTrue();
        };
        var thrown = assertThatExceptionOfType(ActivityFailure.class)
                .isThrownBy(call::run)
                .actual();
        var cause = (ApplicationFailure) Objects.requireNonNull(thrown.getCause());
        isLasting.accept(cause);
        return cause.getOriginalMessage();
    }

    @Test
    void aVolumeIsMadeAndFoundAgainByASecondTry() {
        var bmc = new RaidBmc();
        var volumes = of(bmc);
        assertThat(volumes.read(BMC, mirror())).isNull();
        var asked = volumes.make(BMC, mirror());
        assertThat(asked.isLast()).isTrue();
        assertThat(asked.words())
                .contains("make volume 'mw0123456789', raid1 of the drives with serial A and serial B");
        var standing = Objects.requireNonNull(volumes.await(BMC, mirror(), asked));
        assertThat(standing.wwn()).isEqualTo("0x600605b00d9b2d30");
        assertThat(volumes.make(BMC, mirror()).words()).isEqualTo("It stands already.");
        assertThat(volumes.read(BMC, mirror())).isEqualTo(standing);
        assertThat(bmc.told).containsExactly("make raid1 of /d/A /d/B");
    }

    @Test
    void whatThePlanDoesNotNameIsNotDeleted() {
        var bmc = new RaidBmc();
        bmc.volumes.add(OLD);
        var volumes = of(bmc);
        var other = new Volume("Old", RaidBmc.BYTES, "RAID0", null, "/v/old", List.of("B"));
        for (var plan : List.of(mirror(), mirror(other))) {
            assertThat(refusal(() -> volumes.read(BMC, plan), FailureTypes.WRONG_MACHINE))
                    .contains("over these drives stands 'Old' (RAID0, 1800 GB, of B and C)", "Nothing was changed");
            refusal(() -> volumes.make(BMC, plan), FailureTypes.WRONG_MACHINE);
        }
        assertThat(bmc.told).isEmpty();
    }

    @Test
    void whatThePlanNamesIsDeletedFirst() {
        var bmc = new RaidBmc();
        bmc.volumes.add(OLD);
        var asked = of(bmc).make(BMC, mirror(OLD));
        assertThat(asked.isLast()).isTrue();
        assertThat(bmc.told).containsExactly("delete /v/old", "make raid1 of /d/A /d/B");
    }

    @Test
    void aControllerThatActsAtAStartIsAskedForTheVolumeOnceTheOldOneIsGone() {
        var bmc = new RaidBmc.AtRestart();
        bmc.volumes.add(OLD);
        var volumes = of(bmc);
        var first = volumes.make(BMC, mirror(OLD));
        assertThat(first.atRestart()).isTrue();
        assertThat(first.isLast()).isFalse();
        bmc.start();
        bmc.silent = 3;
        assertThat(volumes.await(BMC, mirror(OLD), first)).isNull();
        var second = volumes.make(BMC, mirror(OLD));
        assertThat(second.isLast()).isTrue();
        bmc.start();
        assertThat(volumes.await(BMC, mirror(OLD), second)).isNotNull();
        assertThat(bmc.told).containsExactly("delete /v/old", "make raid1 of /d/A /d/B");
    }

    @Test
    void aYesAfterWhichNoVolumeStandsIsNoSuccess() {
        var volumes = of(new RaidBmc.Deaf());
        var asked = volumes.make(BMC, mirror());
        assertThat(refusal(() -> volumes.await(BMC, mirror(), asked), FailureTypes.NOT_DONE))
                .contains(
                        "accepted, and", "it does not stand", "PERC has the drives A, B, C, D and the volumes (none)");
    }

    @Test
    void drivesThatDoNotComeBackAfterTheStartEndTheWait() {
        var volumes = of(new RaidBmc());
        var gone = planned(VolumeLevel.RAID0, List.of("X"));
        assertThat(refusal(
                        () -> volumes.await(BMC, gone, new Volumes.Asked("", true, true, null)),
                        FailureTypes.WRONG_MACHINE))
                .contains("it is not there");
    }

    @Test
    void aTaskThatFailedIsQuotedAtOnce() {
        var bmc = new RaidBmc.Deaf();
        bmc.failure = Optional.of("The controller's battery is empty.");
        var volumes = of(bmc);
        var asked = new Volumes.Asked("", true, true, "/t/1");
        assertThat(refusal(() -> volumes.await(BMC, mirror(), asked), FailureTypes.NOT_DONE))
                .contains("accepted, and then failed: The controller's battery is empty.");
    }

    @Test
    void aVolumeWhoseDrivesTheBmcDoesNotTellIsKnownByTheNameThatTheRunGaveIt() {
        var bmc = new RaidBmc.Terse();
        bmc.volumes.add(new Volume("Somebody's", RaidBmc.BYTES, "RAID1", null, "/v/7", List.of()));
        var volumes = of(bmc);
        var asked = volumes.make(BMC, mirror());
        assertThat(Objects.requireNonNull(volumes.await(BMC, mirror(), asked)).name())
                .isEqualTo("mw0123456789");
        assertThat(volumes.read(BMC, mirror())).isNotNull();
    }

    @Test
    void aVolumeOfTheSameDrivesAndAnotherLevelIsNotTakenForIt() {
        var bmc = new RaidBmc();
        bmc.volumes.add(new Volume("Stripe", RaidBmc.BYTES, "RAID0", null, "/v/8", List.of("A", "B")));
        bmc.volumes.add(new Volume("Raw", RaidBmc.BYTES, Volume.RAW, null, "/v/9", List.of("C")));
        var volumes = of(bmc);
        assertThat(refusal(() -> volumes.read(BMC, mirror()), FailureTypes.WRONG_MACHINE))
                .contains("'Stripe'");
        assertThat(volumes.read(BMC, planned(VolumeLevel.RAID0, List.of("C")))).isNull();
    }

    @Test
    void drivesThatAreGoneAndLevelsThatTheControllerCannotMakeAreRefused() {
        var bmc = new RaidBmc();
        bmc.levels.addAll(Stream.of(VolumeLevel.RAID0, VolumeLevel.RAID1).toList());
        var volumes = of(bmc);
        assertThat(refusal(
                        () -> volumes.read(BMC, planned(VolumeLevel.RAID0, List.of("X"))), FailureTypes.WRONG_MACHINE))
                .contains("the planned drive (serial X, 900 GB)", "it is not there");
        assertThat(refusal(
                        () -> volumes.read(BMC, planned(VolumeLevel.RAID5, List.of("A", "B", "C"))),
                        FailureTypes.WRONG_MACHINE))
                .contains("make raid5 by PERC", "it makes raid0, raid1 alone");
    }
}
