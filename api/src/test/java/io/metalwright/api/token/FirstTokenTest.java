package io.metalwright.api.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.access.Bearer;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.token.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstTokenTest {
    @TempDir
    private Path data;

    @Test
    void theFirstStartWritesATokenThatOnlyItsOwnerReads() throws Exception {
        try (var cmdb = Cmdb.open(CmdbSettings.embedded(data))) {
            var file = data.resolve("run/admin-token");
            assertThat(new FirstToken(cmdb).ensure(file)).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            var token = cmdb.accessTokens()
                    .find(Bearer.sum(Files.readString(file).strip()))
                    .orElseThrow();
            assertThat(token.role()).isEqualTo(Role.ADMIN);

            // A second start changes nothing, also when somebody has put the file away.
            Files.delete(file);
            assertThat(new FirstToken(cmdb).ensure(file)).isFalse();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aTokenOfAStartThatWasKilledIsEnteredByTheNext() throws Exception {
        try (var cmdb = Cmdb.open(CmdbSettings.embedded(data))) {
            var file = data.resolve("admin-token");
            var plain = Bearer.random();
            Files.writeString(file, plain + "\n");
            assertThat(new FirstToken(cmdb).ensure(file)).isTrue();
            assertThat(Files.readString(file).strip()).isEqualTo(plain);
            assertThat(cmdb.accessTokens().find(Bearer.sum(plain))).isPresent();
        }
    }
}
