package io.metalwright.cmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metalwright.cmdb.secret.Key;
import io.metalwright.cmdb.secret.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    @TempDir
    Path folder;

    @Test
    void aKeyFileIsMadeOnceAndForItsOwnerOnly() throws Exception {
        var file = folder.resolve("deep/secrets.key");
        var key = KeyRing.ensure(file).current();
        assertThat(KeyRing.ensure(file).all()).containsExactly(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aKeyAsBytesAloneIsTheSameAsInALine() throws Exception {
        var bytes = new byte[32];
        var alone = KeyRing.of(Files.write(folder.resolve("alone"), bytes)).current();
        assertThat(KeyRing.of(lines("line", line(bytes))).current()).isEqualTo(alone);
    }

    @Test
    void aFileWithoutARightKeySaysWhatWouldBeRight() throws Exception {
        refuses(Files.write(folder.resolve("short"), new byte[16]), "Base64");
        refuses(lines("shorter", "c2hvcnQ="), "5 bytes and not 32");
        refuses(lines("nothing", "# nothing"), "no key");
        refuses(folder.resolve("missing"), "missing");
    }

    private void refuses(Path file, String why) {
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyRing.of(file))
                .withMessageContaining(file.toString())
                .withMessageContaining(why)
                .withMessageContaining("head -c 32 /dev/urandom | base64");
    }

    @Test
    void aFileThatWasChangedIsReadAgainAndOneThatIsSpoiledHarmsNobody() throws Exception {
        var file = lines("keys", line(key(1)));
        var ring = KeyRing.of(file);
        var first = ring.current();

        lines("keys", line(key(2)), line(key(1)));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(ring.current()).isNotEqualTo(first);
        assertThat(ring.find(first.id())).contains(first);

        lines("keys", "half a li");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(ring.find(first.id())).contains(first);
        Files.delete(file);
        assertThat(ring.find(first.id())).contains(first);
    }

    @Test
    void aProgramTellsKeysThatNoFileHas() throws Exception {
        var program = program("echo '# from the vault'; echo " + line(key(2)) + "; echo " + line(key(1)));
        assertThat(KeyRing.toldBy(program).all())
                .extracting(Key::id)
                .containsExactly(
                        KeyRing.of(lines("two", line(key(2)))).current().id(),
                        KeyRing.of(lines("one", line(key(1)))).current().id());
    }

    @Test
    void aProgramThatFailsIsToldWithItsWordsAndNeverWithWhatItPrinted() throws Exception {
        var key = line(key(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyRing.toldBy(program("echo " + key + "; echo 'the vault is locked' >&2; exit 3")))
                .withMessageContaining("ended with 3")
                .withMessageContaining("the vault is locked")
                .withMessageNotContaining(key);
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyRing.toldBy(program("echo " + key + "x")))
                .withMessageContaining("no Base64")
                .withMessageNotContaining(key);
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyRing.toldBy(folder.resolve("no-program")))
                .withMessageContaining("no-program")
                .withMessageContaining("a program that may be run");
    }

    private static byte[] key(int value) {
        var key = new byte[32];
        key[0] = (byte) value;
        return key;
    }

    private static String line(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    private Path lines(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private Path program(String script) throws IOException {
        var file = Files.writeString(folder.resolve("keys.sh"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }
}
