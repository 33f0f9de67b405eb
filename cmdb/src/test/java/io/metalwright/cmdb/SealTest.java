package io.metalwright.cmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metalwright.cmdb.secret.Seal;
import io.metalwright.cmdb.secret.SecretKeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    private static final byte[] PLAIN = "calvin".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void theSamePlainTextNeverLooksTheSame() {
        var seal = Seal.with(new byte[32]);
        assertThat(seal.seal("a", PLAIN)).isNotEqualTo(seal.seal("a", PLAIN));
        assertThat(seal.open("a", seal.seal("a", PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void aSealedTextOpensUnderNoOtherName() {
        var seal = Seal.with(new byte[32]);
        var sealed = seal.seal("secret:bmc/m-0001", PLAIN);
        assertThatIllegalStateException().isThrownBy(() -> seal.open("secret:bmc/m-0002", sealed));
    }

    @Test
    void everyChangedByteIsSeen() {
        var seal = Seal.with(new byte[32]);
        var sealed = Base64.getDecoder().decode(seal.seal("a", PLAIN));
        for (int offset = 0; offset < sealed.length; offset++) {
            var changed = sealed.clone();
            changed[offset] ^= 1;
            assertThatIllegalStateException()
                    .isThrownBy(() -> seal.open("a", Base64.getEncoder().encodeToString(changed)));
        }
    }

    @Test
    void aKeyFileIsMadeOnceAndForItsOwnerOnly() throws Exception {
        var file = folder.resolve("deep/secrets.key");
        var key = SecretKeyFile.ensure(file);
        assertThat(SecretKeyFile.ensure(file)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aKeyFileOfAnotherLengthIsRefused() throws Exception {
        var file = Files.write(folder.resolve("short.key"), new byte[16]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretKeyFile.read(file))
                .withMessageContaining("has 16 bytes and not 32");
    }
}
