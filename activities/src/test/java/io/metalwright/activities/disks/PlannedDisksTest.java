package io.metalwright.activities.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedDisksTest {
    private static final Disk FIRST = disk("/dev/sdb", "A1", 100);
    private static final Disk SECOND = disk("/dev/sda", "B2", 100);

    @Test
    void disksAreFoundBySerialInThePlansOrderWhateverTheirLetters() {
        assertThat(PlannedDisks.find(
                        List.of(new PlannedDisk(null, "A1", 100), new PlannedDisk(null, "B2", 100)),
                        List.of(SECOND, FIRST),
                        "here"))
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void aMissingDiskIsNotReplacedByAnother() {
        assertThat(refusal(List.of(new PlannedDisk(null, "C3", 100)), List.of(FIRST, SECOND)))
                .contains("serial C3", "it is not there", "/dev/sdb (serial A1");
    }

    @Test
    void aDiskOfAnotherSizeIsAnotherDisk() {
        assertThat(refusal(List.of(new PlannedDisk(null, "A1", 200)), List.of(FIRST)))
                .contains("it is not there");
    }

    @Test
    void twoDisksThatCannotBeToldApartAreBothRefused() {
        assertThat(refusal(List.of(new PlannedDisk(null, "A1", 100)), List.of(FIRST, disk("/dev/sdc", "A1", 100))))
                .contains("2 disks answer to it");
    }

    @Test
    void oneDiskIsNotTwo() {
        var twice = new PlannedDisk(null, "A1", 100);
        assertThat(refusal(List.of(twice, twice), List.of(FIRST))).contains("one disk twice");
    }

    private static String refusal(List<PlannedDisk> planned, List<Disk> present) {
        var failure = catchThrowableOfType(
                ApplicationFailure.class, () -> PlannedDisks.find(planned, present, "BootOS on m-0042"));
        assertThat(failure.getType()).isEqualTo(FailureTypes.WRONG_MACHINE);
        assertThat(failure.isNonRetryable()).isTrue();
        return failure.getOriginalMessage();
    }

    private static Disk disk(String name, String serial, long bytes) {
        return new Disk(name, bytes, 512, null, serial, null, "sata", false, false);
    }
}
