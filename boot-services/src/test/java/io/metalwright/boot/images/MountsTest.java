package io.metalwright.boot.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountsTest {
    private static final String TABLE = """
            22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            40 22 0:35 / /srv/images rw,relatime shared:20 - nfs4 nas:/images rw,vers=4.2
            41 40 0:36 / /srv/images/here rw,relatime - xfs /dev/sdb1 rw
            42 22 0:37 / /srv/two\\040words rw,relatime shared:7 master:3 - cifs //nas/two rw
            43 22 0:38 / /mnt/a rw - fuse.sshfs far:/ rw
            44 22 8:1 / /mnt/disk rw - fuseblk /dev/sdc1 rw
            45 43 254:0 / /mnt/a rw - ext4 /dev/vda rw
            """;

    @Test
    void theInnermostMountIsTheOneThatCounts() {
        assertThat(Mounts.networkKind(TABLE, Path.of("/srv/images/chunks"))).contains("nfs4");
        assertThat(Mounts.networkKind(TABLE, Path.of("/srv/images"))).contains("nfs4");
        assertThat(Mounts.networkKind(TABLE, Path.of("/srv/images/here/chunks")))
                .isEmpty();
        assertThat(Mounts.networkKind(TABLE, Path.of("/srv/images2"))).isEmpty();
        assertThat(Mounts.networkKind(TABLE, Path.of("/srv/two words/x"))).contains("cifs");
    }

    @Test
    void aDiskOfThisHostIsNoneOfTheNetwork() {
        assertThat(Mounts.networkKind(TABLE, Path.of("/var/lib"))).isEmpty();
        assertThat(Mounts.networkKind(TABLE, Path.of("/mnt/disk/x"))).isEmpty();
        assertThat(Mounts.networkKind(TABLE, Path.of("/mnt/a")))
                .as("mounted over")
                .isEmpty();
    }
}
