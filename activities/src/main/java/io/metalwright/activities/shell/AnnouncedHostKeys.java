package io.metalwright.activities.shell;

import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Trusts exactly the host keys that were announced, and remembers what it was shown. */
public final class AnnouncedHostKeys implements HostKeyVerifier {
    private final List<String> announced;
    private volatile @Nullable String shown;

    /** @param keys in OpenSSH's form, with or without a comment */
    public AnnouncedHostKeys(List<String> keys) {
        announced = keys.stream().map(AnnouncedHostKeys::withoutComment).toList();
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        var found = KeyType.fromKey(key) + " "
                + Base64.getEncoder()
                        .encodeToString(
                                new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
        shown = found;
        return announced.contains(found);
    }

    /** The server is asked for a key of a kind that was announced. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return announced.stream().map(key -> key.split(" ", 2)[0]).distinct().toList();
    }

    /** The key that the server showed, or null before it showed one. */
    public @Nullable String shown() {
        return shown;
    }

    private static String withoutComment(String key) {
        var words = key.strip().split("\\s+");
        return words.length < 2 ? key.strip() : words[0] + " " + words[1];
    }
}
