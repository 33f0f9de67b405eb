package io.metalwright.activities.keys;

import io.metalwright.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes SSH keys and one-time tokens from a site's key file and a name (HKDF-SHA-256, RFC 5869): every worker of the site makes the same ones,
 * and no history holds them.
 */
public final class SiteKeys {
    private static final int BYTES = 32;

    private final SecretKey siteKey;

    private SiteKeys(byte[] key) {
        siteKey = new SecretKeySpec(key, "HKDF");
    }

    /** Reads the key file, which is made when there is none yet: 32 random bytes that only its owner may read. */
    public static SiteKeys inFile(Path file) throws IOException {
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            var key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            create(file, key);
            return read(file);
        }
    }

    public SshKey sshKey(String name) {
        return SshKey.ofSeed(name, derive("metalwright ssh " + name));
    }

    /** 43 characters of base64url. */
    public Secret token(String name) {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(derive("metalwright token " + name)));
    }

    /** The sum of a token's characters: what may be kept and compared with. */
    public Sha256 tokenSum(String name) {
        try (var token = token(name)) {
            return Sha256.sumOf(token.plain());
        }
    }

    /** Under which refused credentials are told apart, so that what is kept of them is of no use to others. */
    public byte[] fingerprintKey() {
        return derive("metalwright fingerprint");
    }

    private byte[] derive(String info) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(siteKey)
                            .thenExpand(info.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HKDF-SHA256", e);
        }
    }

    private static SiteKeys read(Path file) throws IOException {
        var others = EnumSet.complementOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        var permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(others::contains)) {
            throw new IOException("read the site's key " + file + ": others may read it ("
                    + PosixFilePermissions.toString(permissions)
                    + "). Run chmod 600, and renew the key if it was seen");
        }
        var key = Files.readAllBytes(file);
        if (key.length != BYTES) {
            throw new IOException("read the site's key " + file + ": it has " + key.length + " bytes and not " + BYTES
                    + ". Copy it again from another worker of the site");
        }
        return new SiteKeys(key);
    }

    /** Two processes that start at once must end with one key: written beside, then linked to its name, which only the first can. */
    private static void create(Path file, byte[] key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "site-key",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, key, StandardOpenOption.SYNC);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other process was first: its key counts.
        } finally {
            Files.delete(draft);
        }
    }
}
