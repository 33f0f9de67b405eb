package io.metalwright.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.model.Sha256;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedImage;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskChoiceTest {
    private static final long GB = 1_000_000_000;
    private static final PlannedImage IMAGE = new PlannedImage("debian", Sha256.sumOf("x"), 3 * GB, GB, null);

    @Test
    void theSmallestThatHoldsTheImageIsChosen() {
        assertThat(chosen(one(), disk("a", 8), disk("b", 2), disk("c", 4))).containsExactly("c");
    }

    @Test
    void amongEqualsTheFirstInTheKernelsOrderIsChosen() {
        assertThat(chosen(one(), disk("b", 4), disk("a", 4))).containsExactly("a");
    }

    @Test
    void aMirrorTakesTheTwoThatDifferLeast() {
        assertThat(chosen(mirror(), disk("a", 4), disk("b", 7), disk("c", 8), disk("d", 20)))
                .containsExactly("b", "c");
    }

    @Test
    void aMirrorLeavesRoomForItsSuperblock() {
        var exact = new Disk("sda", 3 * GB, 512, null, "exact", null, null, false, false);
        assertThat(chosen(one(), exact)).containsExactly("exact");
        assertThat(refusal(mirror(), exact, disk("b", 8)).getType()).isEqualTo(FailureTypes.DISK_TOO_SMALL);
    }

    @Test
    void aRemovableDiskIsNeverChosen() {
        var stick = new Disk("sda", 4 * GB, 512, null, "stick", null, "usb", false, true);
        assertThat(chosen(one(), stick, disk("b", 8))).containsExactly("b");
        assertThat(refusal(named("stick"), stick, disk("b", 8)).getOriginalMessage())
                .isEqualTo("Machine web1 has no disk with serial or WWN 'stick' that is not removable.");
    }

    @Test
    void aDiskThatCannotBeToldFromAnotherIsNeverChosen() {
        var nameless = new Disk("sda", 4 * GB, 512, null, " ", null, null, false, false);
        var twin = disk("twin", 4);
        assertThat(chosen(one(), nameless, twin, twin, disk("b", 8))).containsExactly("b");
        assertThat(refusal(one(), nameless).getType()).isEqualTo(FailureTypes.NO_DISK);
    }

    @Test
    void aDiskIsNamedBySerialOrByWwn() {
        var disk = new Disk("sda", 4 * GB, 512, null, "s1", "0x5000c500", "sata", false, false);
        assertThat(chosen(named("0x5000c500"), disk, disk("b", 3))).containsExactly("s1");
    }

    @Test
    void aSerialThatTwoDisksShareNamesNeitherOfThem() {
        var first = new Disk("nvme0n1", 4 * GB, 512, null, "s1", "0x01", "nvme", false, false);
        var second = new Disk("nvme0n2", 8 * GB, 512, null, "s1", "0x02", "nvme", false, false);
        var refusal = refusal(named("s1"), first, second);
        assertThat(refusal.getType()).isEqualTo(FailureTypes.REFUSED);
        assertThat(refusal.getOriginalMessage())
                .isEqualTo("2 disks of machine web1 answer to 's1': serial s1, WWN 0x01, 4 GB; serial s1, WWN 0x02, 8"
                        + " GB.");
        assertThat(DiskChoice.of("web1", List.of(first, second), named("0x02"), IMAGE))
                .containsExactly(DiskChoice.planned(second));
    }

    @Test
    void aDiskThatIsTooSmallIsNamedWithTheSizes() {
        var refusal = refusal(named("a"), disk("a", 2), disk("b", 8));
        assertThat(refusal.getType()).isEqualTo(FailureTypes.DISK_TOO_SMALL);
        assertThat(refusal.isNonRetryable()).isTrue();
        assertThat(refusal.getOriginalMessage())
                .isEqualTo("Image 'debian' needs 3000000000 bytes (3.0 GB), and the disk of machine web1 with serial a"
                        + " has 2000000000 bytes (2.0 GB).");
        assertThat(refusal.getDetails().get(String.class)).isEqualTo("Retry with a smaller image or a larger disk.");
    }

    @Test
    void aMirrorOfOneNamedDiskIsRefused() {
        var wish = new DiskWish(RaidLevel.SOFTWARE_RAID1, List.of("a"));
        assertThat(refusal(wish, disk("a", 4), disk("b", 4)).getType()).isEqualTo(FailureTypes.REFUSED);
    }

    private static List<String> chosen(DiskWish wish, Disk... disks) {
        return DiskChoice.of("web1", List.of(disks), wish, IMAGE).stream()
                .map(PlannedDisk::serial)
                .toList();
    }

    private static ApplicationFailure refusal(DiskWish wish, Disk... disks) {
        return catchThrowableOfType(ApplicationFailure.class, () -> chosen(wish, disks));
    }

    private static DiskWish one() {
        return new DiskWish(RaidLevel.NONE, List.of());
    }

    private static DiskWish mirror() {
        return new DiskWish(RaidLevel.SOFTWARE_RAID1, List.of());
    }

    private static DiskWish named(String serial) {
        return new DiskWish(RaidLevel.NONE, List.of(serial));
    }

    private static Disk disk(String serial, long gigabytes) {
        return new Disk("sd" + serial, gigabytes * GB, 512, null, serial, null, "sata", false, false);
    }
}
