package io.metalwright.activities.raid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.spec.VolumeLevel;
import io.metalwright.workflows.steps.Volumes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControllerVolumeTest {
    private static final String WWN = "0x600605b00d9b2d302a7b5d5c0f3e1a22";
    private static final long BYTES = 959_119_884_288L;

    private static Disk disk(
            String name, @Nullable String serial, @Nullable String wwn, @Nullable String bus, long bytes) {
        return new Disk(name, bytes, 512, null, serial, wwn, bus, true, false);
    }

    private static Volumes.Standing volume(@Nullable String wwn) {
        return new Volumes.Standing(
                "PERC", "mw0123456789", VolumeLevel.RAID1, BYTES, wwn, List.of(new PlannedDisk(null, "A", BYTES)));
    }

    private static String refusal(List<Disk> present, @Nullable String wwn) {
        var thrown = assertThatExceptionOfType(ApplicationFailure.class)
                .isThrownBy(() -> ControllerVolume.among(present, volume(wwn), "BootOS of m1"))
                .actual();
        return thrown.getOriginalMessage();
    }

    @Test
    void itIsKnownByItsWorldWideName() {
        var found = ControllerVolume.among(
                List.of(
                        disk("/dev/sda", "S1", "0x600605b00d9b2d302a7b5d5c0f3e1a23", "raid", BYTES),
                        disk("/dev/sdb", "S2", WWN, "raid", BYTES)),
                volume(WWN),
                "BootOS");
        assertThat(found.device()).isEqualTo("/dev/sdb");
        assertThat(found.serial()).isEqualTo("S2");
        assertThat(found.evidence()).contains("by its WWN " + WWN);
    }

    @Test
    void theSameNameAsSerialNumberCountsToo() {
        var present = List.of(disk("/dev/sda", WWN.substring(2), null, "raid", BYTES));
        assertThat(ControllerVolume.among(present, volume(WWN), "BootOS").device())
                .isEqualTo("/dev/sda");
    }

    /** All volumes of a controller may share the first half of their names. */
    @Test
    void theFirstHalfOfANameTellsADiskOnlyWhereItTellsOneAlone() {
        var first = disk("/dev/sda", "S1", WWN, "raid", BYTES);
        var second = disk("/dev/sdb", "S2", "0x600605b00d9b2d302a7b5d5c0f3e1a23", "raid", BYTES);
        var half = WWN.substring(0, 18);
        assertThat(ControllerVolume.among(List.of(first), volume(half), "BootOS")
                        .device())
                .isEqualTo("/dev/sda");
        assertThat(refusal(List.of(first, second), half)).contains("2 disks may be it");
    }

    @Test
    void aDiskOfAnotherNameIsNeverItWhateverItsSize() {
        assertThat(refusal(List.of(disk("/dev/sda", "S1", null, "raid", BYTES)), WWN))
                .contains("no disk is it", "/dev/sda (serial S1, " + BYTES + " bytes, raid)");
    }

    @Test
    void withoutANameItIsTheOneOfItsSizeThatAControllersDriverTellsOf() {
        var present = List.of(disk("/dev/sda", "S1", null, "sata", BYTES), disk("/dev/sdb", "S2", null, "raid", BYTES));
        var found = ControllerVolume.among(present, volume(null), "BootOS");
        assertThat(found.device()).isEqualTo("/dev/sdb");
        assertThat(found.evidence()).contains("by its size alone");
    }

    @Test
    void withoutANameADriveOfItIsNotTakenForItAndTwoOfItsSizeAreRefused() {
        var drive = disk("/dev/sda", "A", null, "scsi", BYTES);
        assertThat(refusal(List.of(drive), null)).contains("no disk is it", "WWN untold");
        assertThat(refusal(
                        List.of(
                                drive,
                                disk("/dev/sdb", "S2", null, "scsi", BYTES),
                                disk("/dev/sdc", "S3", null, "scsi", BYTES)),
                        null))
                .contains("2 disks may be it");
        assertThat(refusal(List.of(), null)).contains("There is none");
    }
}
