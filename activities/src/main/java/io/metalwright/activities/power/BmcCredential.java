package io.metalwright.activities.power;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Who logs in to a BMC, and with what. Like a record, but its password shows in no text, is handed out only as a copy that its taker clears, and is
 * compared in constant time. IPMI 2.0 allows 16 octets for the name and 20 for the password; other protocols allow more.
 */
public final class BmcCredential {
    private final String user;
    private final byte[] password;

    public BmcCredential(String user, byte[] password) {
        this.user = user;
        this.password = password.clone();
    }

    public static BmcCredential of(String user, String password) {
        return new BmcCredential(user, password.getBytes(StandardCharsets.UTF_8));
    }

    public String user() {
        return user;
    }

    /** A copy: fill it with zeros after use. */
    public byte[] password() {
        return password.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BmcCredential credential
                && user.equals(credential.user)
                && MessageDigest.isEqual(password, credential.password);
    }

    @Override
    public int hashCode() {
        return 31 * user.hashCode() + Arrays.hashCode(password);
    }

    @Override
    public String toString() {
        return "BmcCredential[user=" + user + ", password=***]";
    }
}
