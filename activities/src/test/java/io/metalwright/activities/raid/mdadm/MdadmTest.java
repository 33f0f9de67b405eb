package io.metalwright.activities.raid.mdadm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers as mdadm 4.2 of Debian 12 gave them in BootOS, on two virtio disks of QEMU. */
class MdadmTest {
    private static final String EXAMINED = """
            MD_LEVEL=raid1
            MD_DEVICES=2
            MD_NAME=any:root
            MD_ARRAY_SIZE=6.44GB
            MD_UUID=6b8032d7:d9f1b842:6d102b9e:59e694cf
            MD_UPDATE_TIME=1795272287
            MD_DEV_UUID=4ff441f1:75c1f415:edcbf1bc:6d756ec9
            MD_EVENTS=0
            """;
    private static final String DETAIL = """
            MD_LEVEL=raid1
            MD_DEVICES=2
            MD_METADATA=1.0
            MD_UUID=6b8032d7:d9f1b842:6d102b9e:59e694cf
            MD_DEVNAME=root
            MD_NAME=any:root
            MD_DEVICE_dev_vda_ROLE=0
            MD_DEVICE_dev_vda_DEV=/dev/vda
            MD_DEVICE_dev_vdb_ROLE=spare
            MD_DEVICE_dev_vdb_DEV=/dev/vdb
            """;

    @Test
    void aMirrorIsMadeWithItsSuperblockAtTheEndAndWithoutSynchronisation() {
        assertThat(String.join(" ", Mdadm.createMirror(List.of("/dev/vda", "/dev/nvme0n1"))))
                .isEqualTo(
                        "mdadm --create /dev/md/root --run --level=1 --raid-devices=2 --metadata=1.0 --assume-clean --bitmap=internal"
                                + " --homehost=any --name=root /dev/vda /dev/nvme0n1");
    }

    @Test
    void aSuperblockTellsItsArray() {
        assertThat(Superblock.parse(EXAMINED))
                .isEqualTo(new Superblock("raid1", 2, "any:root", "6b8032d7:d9f1b842:6d102b9e:59e694cf"));
    }

    @Test
    void onlyAMirrorOfTheSameSizeAndNameIsOurs() {
        var ours = Superblock.parse(EXAMINED);
        assertThat(ours.isOurMirror(2)).isTrue();
        assertThat(ours.isOurMirror(3)).isFalse();
        assertThat(Superblock.parse(EXAMINED.replace("any:root", "oldhost:0")).isOurMirror(2))
                .isFalse();
        assertThat(Superblock.parse(EXAMINED.replace("raid1", "raid0")).isOurMirror(2))
                .isFalse();
        assertThat(Superblock.parse("").isOurMirror(2)).isFalse();
    }

    @Test
    void anArrayTellsItsMembersAndWhetherTheyAreInPlace() {
        var detail = ArrayDetail.parse(DETAIL);
        assertThat(detail)
                .isEqualTo(new ArrayDetail(
                        "raid1",
                        2,
                        "1.0",
                        "6b8032d7:d9f1b842:6d102b9e:59e694cf",
                        Map.of("/dev/vda", "0", "/dev/vdb", "spare")));
        assertThat(detail.isMember("/dev/vda")).isTrue();
        assertThat(detail.isMember("/dev/vdb")).isFalse();
        assertThat(detail.isMember("/dev/vdc")).isFalse();
    }
}
