package io.metalwright.cmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metalwright.cmdb.secret.KeyRing;
import io.metalwright.cmdb.secret.Seal;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    private static final byte[] PLAIN = "calvin".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Seal seal() {
        return Seal.with(KeyRing.ensure(folder.resolve("secrets.key")));
    }

    @Test
    void theSamePlainTextNeverLooksTheSame() {
        var seal = seal();
        assertThat(seal.seal("a", PLAIN)).isNotEqualTo(seal.seal("a", PLAIN));
        assertThat(seal.open("a", seal.seal("a", PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void aSealedTextOpensUnderNoOtherName() {
        var seal = seal();
        var sealed = seal.seal("secret:bmc/m-0001", PLAIN);
        assertThatIllegalStateException().isThrownBy(() -> seal.open("secret:bmc/m-0002", sealed));
    }

    @Test
    void everyChangedByteIsSeen() {
        var seal = seal();
        var sealed = seal.seal("a", PLAIN);
        var bytes = Base64.getDecoder().decode(sealed.text());
        for (int offset = 0; offset < bytes.length; offset++) {
            var changed = bytes.clone();
            changed[offset] ^= 1;
            var text = new Seal.Sealed(sealed.keyId(), Base64.getEncoder().encodeToString(changed));
            assertThatIllegalStateException().isThrownBy(() -> seal.open("a", text));
        }
    }
}
