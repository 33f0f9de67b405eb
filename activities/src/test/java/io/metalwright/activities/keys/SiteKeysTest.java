package io.metalwright.activities.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteKeysTest {
    @TempDir
    Path folder;

    @Test
    void theSameFileAndNameGiveTheSameKeyAndToken() throws IOException {
        var file = folder.resolve("site.key");
        var first = SiteKeys.inFile(file);
        var second = SiteKeys.inFile(file);
        assertThat(second.sshKey("run-1").authorizedKey())
                .isEqualTo(first.sshKey("run-1").authorizedKey());
        assertThat(second.token("run-1").plain()).isEqualTo(first.token("run-1").plain());
    }

    @Test
    void anotherNameOrAnotherUseGivesAnotherOne() throws IOException {
        var keys = SiteKeys.inFile(folder.resolve("site.key"));
        assertThat(keys.sshKey("run-1").authorizedKey())
                .isNotEqualTo(keys.sshKey("run-2").authorizedKey());
        assertThat(keys.token("run-1").plain()).isNotEqualTo(keys.token("run-2").plain());
    }

    /** Expected values computed with Python: HKDF-SHA256 by its hmac, without salt; the public key by openssl. */
    @Test
    void derivationIsTheOneThatIsWrittenDown() throws IOException {
        var keys = SiteKeys.inFile(
                fileWith(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")));
        assertThat(keys.token("os-ready/m-1").plain()).isEqualTo("t40IGTeDMAwqrchIrZSPgLz-peyMqYCGs59swkD9oEg");
        assertThat(keys.sshKey("run-1").authorizedKey())
                .isEqualTo(
                        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILY4gUo7JojpEYgpBKNbtfmbdaav8y/ccaHGR6qkBkK0 metalwright-run-1");
    }

    @Test
    void theSumIsThatOfTheTokensCharacters() throws IOException {
        var keys = SiteKeys.inFile(folder.resolve("site.key"));
        assertThat(keys.tokenSum("x")).isEqualTo(Sha256.sumOf(keys.token("x").plain()));
        assertThat(keys.token("x").plain()).hasSize(43);
    }

    @Test
    void aFreshFileIsReadableByItsOwnerOnly() throws IOException {
        SiteKeys.inFile(folder.resolve("deep/site.key"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("deep/site.key"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        var file = fileWith(new byte[32]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> SiteKeys.inFile(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void aFileOfAnotherLengthIsRefused() throws IOException {
        var file = fileWith(new byte[31]);
        assertThatThrownBy(() -> SiteKeys.inFile(file)).hasMessageContaining("31 bytes");
    }

    @Test
    void aSecretShowsItselfInNoTextAndIsWipedWhenClosed() {
        var secret = Secret.of("hunter2");
        assertThat(secret).asString().doesNotContain("hunter2");
        secret.close();
        assertThatThrownBy(secret::plain).isInstanceOf(IllegalStateException.class);
    }

    private Path fileWith(byte[] key) throws IOException {
        var file = Files.write(folder.resolve("given.key"), key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
