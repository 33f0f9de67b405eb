package io.metalwright.activities.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Ed25519KeyFactory;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** An Ed25519 key pair for SSH (RFC 8709). */
public record SshKey(String name, KeyPair pair) {
    static SshKey ofSeed(String name, byte[] seed) {
        var publicBytes =
                new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
        try {
            return new SshKey(
                    name,
                    new KeyPair(Ed25519KeyFactory.getPublicKey(publicBytes), Ed25519KeyFactory.getPrivateKey(seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("make the SSH key pair '" + name + "': Ed25519 is not to be had", e);
        }
    }

    /** The public key as a line of {@code authorized_keys}. */
    public String authorizedKey() {
        var blob = new Buffer.PlainBuffer().putPublicKey(pair.getPublic()).getCompactData();
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob) + " metalwright-" + name.replace(' ', '-');
    }

    @Override
    public String toString() {
        return "SshKey[" + name + "]";
    }
}
