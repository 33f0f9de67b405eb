package io.metalwright.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.SelfErase;
import io.metalwright.model.plan.EraseMethod;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.plan.PlannedErasure;
import io.metalwright.model.run.RunKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class EraseChoiceTest {
    private static final Disk PLAIN = disk("/dev/sda", "D1", false);
    private static final Disk NVME = disk("/dev/nvme0n1", "D2", false).erasingItselfBy(List.of(SelfErase.NVME_FORMAT));
    private static final Disk STICK = disk("/dev/sdb", "D3", true);

    private static Disk disk(String name, String serial, boolean removable) {
        return new Disk(name, 8_000_000_000L, 512, "M1", serial, null, "sata", false, removable);
    }

    private static List<PlannedErasure> choice(List<String> disks, EraseWish... how) {
        return EraseChoice.of(
                "r1u1", List.of(PLAIN, NVME, STICK), new OperationWish(RunKind.CLEAN, disks, List.of(how)));
    }

    @Test
    void allFixedDisksAreErasedEachByTheBestThatItHas() {
        assertThat(choice(List.of(), EraseWish.BEST))
                .extracting(erasure -> erasure.disk().serial(), PlannedErasure::method)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("D1", EraseMethod.OVERWRITE),
                        org.assertj.core.groups.Tuple.tuple("D2", EraseMethod.NVME_FORMAT));
    }

    @Test
    void theWaysComeInTheirOrder() {
        assertThat(choice(List.of("D2"), EraseWish.METADATA, EraseWish.OVERWRITE))
                .extracting(PlannedErasure::method)
                .containsExactly(EraseMethod.METADATA, EraseMethod.OVERWRITE);
    }

    @Test
    void aSerialThatTwoDisksShareErasesNeither() {
        var first = new Disk("/dev/nvme0n1", 8_000_000_000L, 512, "M1", "S", "0x01", "nvme", false, false);
        var second = new Disk("/dev/nvme0n2", 8_000_000_000L, 512, "M1", "S", "0x02", "nvme", false, false);
        var wish = new OperationWish(RunKind.CLEAN, List.of("S"), List.of(EraseWish.BEST));
        assertThatThrownBy(() -> EraseChoice.of("r1u1", List.of(first, second), wish))
                .hasMessageContaining("2 disks of machine r1u1 answer to 'S'")
                .hasMessageContaining("WWN 0x02");
    }

    @Test
    void aRemovableOrUnknownDiskIsRefused() {
        assertThatThrownBy(() -> choice(List.of("D3"), EraseWish.BEST)).hasMessageContaining("no fixed disk");
        assertThatThrownBy(() -> choice(List.of("D9"), EraseWish.BEST)).hasMessageContaining("'D9'");
    }
}
