package io.metalwright.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedFileSystem;
import io.metalwright.model.spec.DataSize;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.FileSystemType;
import io.metalwright.model.spec.FileSystemWish;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.model.spec.StorageWish;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StorageChoiceTest {
    private static final long GIB = 1L << 30;
    private static final Disk FIRST = disk("sda", "D1", "0x5000c500a1b2c3d4");
    private static final Disk SECOND = disk("sdb", "D2", null);
    private static final PlannedDisk ROOT = DiskChoice.planned(FIRST);
    private static final DiskWish PLAIN = new DiskWish(RaidLevel.NONE, List.of());

    @Test
    void aDiskIsNamedBySerialOrByWwn() {
        var plan = choice(wish(null, on("0x5000c500a1b2c3d4", "4GiB", "/srv"), on("D1", null, "/var/lib/data")))
                .plan(List.of(DiskChoice.planned(SECOND)), PLAIN);
        assertThat(plan.otherDisks()).containsExactly(ROOT);
        assertThat(plan.on(ROOT)).extracting(PlannedFileSystem::bytes).containsExactly(4 * GIB, null);
    }

    @Test
    void theDiskOfTheImageIsNotWantedOnceMore() {
        assertThat(refusal(wish(null, on("D1", null, "/srv")), PLAIN).getOriginalMessage())
                .isEqualTo("The disk 'D1' is wanted twice: for the ext4 for /srv, and for the image.");
        assertThat(refusal(wish(null, on("D1", null, "/srv")), new DiskWish(RaidLevel.SOFTWARE_RAID1, List.of()))
                        .getOriginalMessage())
                .contains("as a member of the array for the image (software-raid1)");
    }

    @Test
    void twoNamesOfADiskAreOneDisk() {
        var wish = wish(null, on("D1", null, "/srv"), on("0x5000c500a1b2c3d4", null, "/data"));
        var refusal = catchThrowableOfType(
                ApplicationFailure.class, () -> choice(wish).plan(List.of(DiskChoice.planned(SECOND)), PLAIN));
        assertThat(refusal.getOriginalMessage()).startsWith("More than the rest of the disk with serial D1");
    }

    @Test
    void whatHasNoRoomIsRefusedBeforeAnythingIsWritten() {
        var root = refusal(wish("8GiB", on(null, "2GiB", "/home")), PLAIN);
        assertThat(root.getType()).isEqualTo(FailureTypes.DISK_TOO_SMALL);
        assertThat(root.getOriginalMessage())
                .isEqualTo(
                        "'storage' asks for at least 10242 MiB on the disk of the root file system of machine web1, which has 10240 MiB.");
        assertThat(refusal(wish(null, on("D2", "10GiB", "/srv")), PLAIN).getOriginalMessage())
                .contains("on the disk with serial D2");
    }

    @Test
    void anUnknownDiskIsToldWithThoseThereAre() {
        var refusal = refusal(wish(null, on("D9", null, "/srv")), PLAIN);
        assertThat(refusal.getType()).isEqualTo(FailureTypes.NO_DISK);
        assertThat(refusal.getDetails().get(String.class)).contains("serial D1", "serial D2");
    }

    @Test
    void aSerialThatTwoDisksShareNamesNeitherOfThem() {
        var disks = List.of(FIRST, disk("sdb", "S", "0x01"), disk("sdc", "S", "0x02"));
        var choice = new StorageChoice("web1", disks, wish(null, on("S", null, "/srv")));
        var refusal = catchThrowableOfType(ApplicationFailure.class, () -> choice.plan(List.of(ROOT), PLAIN));
        assertThat(refusal.getOriginalMessage()).startsWith("2 disks of machine web1 answer to 'S'");
    }

    private static ApplicationFailure refusal(StorageWish wish, DiskWish disks) {
        return catchThrowableOfType(ApplicationFailure.class, () -> choice(wish).plan(List.of(ROOT), disks));
    }

    private static StorageChoice choice(StorageWish wish) {
        return new StorageChoice("web1", List.of(FIRST, SECOND), wish);
    }

    private static StorageWish wish(@Nullable String root, FileSystemWish... fileSystems) {
        return new StorageWish(root == null ? null : DataSize.of(root), List.of(fileSystems), List.of());
    }

    private static FileSystemWish on(@Nullable String disk, @Nullable String size, String mount) {
        return new FileSystemWish(
                disk, size == null ? null : DataSize.of(size), FileSystemType.EXT4, null, mount, null);
    }

    private static Disk disk(String name, String serial, @Nullable String wwn) {
        return new Disk(name, 10 * GIB, 512, null, serial, wwn, "sata", false, false);
    }
}
