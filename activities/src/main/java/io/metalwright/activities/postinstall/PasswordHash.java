package io.metalwright.activities.postinstall;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.Sha256;

/** SHA-512 crypt (crypt(5)), which every Linux of today checks. The salt comes of a name, so that doing it again changes nothing. */
final class PasswordHash {
    private PasswordHash() {}

    static String of(BootOsShell shell, Secret password, String saltName) {
        var plain = password.plain();
        if (plain.isEmpty() || plain.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("A password has one line, and something on it");
        }
        var salt = Sha256.sumOf(saltName).hex().substring(0, 16);
        return shell.demand(
                        "hash a password",
                        Command.of("openssl", "passwd", "-6", "-salt", salt, "-stdin")
                                .reading(plain + "\n"))
                .strip();
    }
}
