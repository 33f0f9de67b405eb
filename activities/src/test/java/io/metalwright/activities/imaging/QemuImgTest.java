package io.metalwright.activities.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class QemuImgTest {
    private static final int BYTES = 3 << 20;
    private static final String LOCK =
            "import fcntl, sys; f = open(sys.argv[1], 'r+'); fcntl.lockf(f, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()";

    @TempDir
    private Path folder;

    /** One that had its own lock taken for another's would stop here, as it did on CIFS. */
    @Test
    void whatItMakesIsNotLocked() throws Exception {
        var disk = new byte[BYTES];
        new Random(1).nextBytes(disk);
        var plain = Files.write(folder.resolve("plain"), disk);
        var image = folder.resolve("image");
        run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", plain.toString(), image.toString());
        // Left by an attempt that was killed, and of other bytes.
        var raw = Files.write(folder.resolve("raw, with a comma"), new byte[] {1, 2, 3});
        var holder = new ProcessBuilder("python3", "-c", LOCK, raw.toString()).start();
        try (var said = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("held");
            QemuImg.convert(image, DiskFormat.QCOW2, BYTES, raw, () -> {});
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(raw).hasSameBinaryContentAs(plain);
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
