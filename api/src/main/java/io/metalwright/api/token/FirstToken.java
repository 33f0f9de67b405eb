package io.metalwright.api.token;

import io.metalwright.api.access.Bearer;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.token.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The token with which an installation is first entered. */
@Component
public final class FirstToken {
    private final Cmdb cmdb;

    FirstToken(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    /**
     * Sees that there is an administrator's token, and writes it to this file (mode 0600) when it had to be made.
     *
     * @return whether one was made
     */
    public boolean ensure(Path file) {
        if (cmdb.accessTokens().count(Role.ADMIN) > 0) {
            return false;
        }
        try {
            // The file comes first: killed in between, the next start finds it and enters the very token that it holds.
            var plain = read(file).orElseGet(Bearer::random);
            write(file, plain);
            enter(plain);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("write the first access token to " + file + ": " + e.getMessage(), e);
        }
    }

    private void enter(String plain) {
        if (!cmdb.accessTokens().enter(TokenMint.row("admin", Role.ADMIN, plain))) {
            // A token of another role has that name.
            var other = TokenMint.row("admin", Role.ADMIN, plain);
            if (!cmdb.accessTokens().enter(TokenMint.row("admin " + other.id(), Role.ADMIN, plain))) {
                throw new IllegalStateException(
                        "the first access token is known already, with another role than admin");
            }
        }
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file).strip()).filter(Bearer::isWellFormed);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void write(Path file, String plain) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a folder is no file"));
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        try (var channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap((plain + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
