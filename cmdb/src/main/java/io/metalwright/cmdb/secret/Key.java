package io.metalwright.cmdb.secret;

import io.metalwright.model.Sha256;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of AES-256.
 *
 * @param id tells which key sealed something, without telling the key
 */
public record Key(String id, SecretKey key) {
    static final int BYTES = 32;

    static Key of(byte[] bytes) {
        return new Key(Sha256.sumOf(bytes).hex().substring(0, 16), new SecretKeySpec(bytes, "AES"));
    }

    /**
     * Keys one a line in Base64, with comments behind {@code #}.
     *
     * @param from who told them, for errors
     */
    static List<Key> of(List<String> lines, String from) {
        var keys = new ArrayList<Key>();
        for (var line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(of(line.strip(), from));
            }
        }
        if (keys.isEmpty()) {
            throw wrong(from, "no key");
        }
        return List.copyOf(keys);
    }

    private static Key of(String line, String from) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw wrong(from, "a line that is no Base64");
        }
        if (bytes.length != BYTES) {
            throw wrong(from, "a key of " + bytes.length + " bytes and not 32");
        }
        return of(bytes);
    }

    private static IllegalStateException wrong(String from, String what) {
        return new IllegalStateException(from + " has " + what + ". Make a key with: head -c 32 /dev/urandom | base64");
    }
}
