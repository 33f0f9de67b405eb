package io.metalwright.activities.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.hardware.SelfErase;
import org.junit.jupiter.api.Test;

class SelfEraseCommandsTest {
    @Test
    void aDiskHasTheCommandsThatItNamedAndNoOthers() {
        var answer = "/dev/nvme0n1 nvme-format\n/dev/sda ata-secure-erase\n/dev/sdb something-new\n";
        assertThat(SelfEraseCommands.commands(answer, "/dev/nvme0n1")).containsExactly(SelfErase.NVME_FORMAT);
        assertThat(SelfEraseCommands.commands(answer, "/dev/sda")).containsExactly(SelfErase.ATA_SECURE_ERASE);
        assertThat(SelfEraseCommands.commands(answer, "/dev/sdb")).isEmpty();
        assertThat(SelfEraseCommands.commands("", "/dev/sda")).isEmpty();
    }
}
