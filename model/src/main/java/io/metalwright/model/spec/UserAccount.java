package io.metalwright.model.spec;

import io.metalwright.model.SecretReference;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account of the installed system.
 *
 * @param sshKeys public keys that may log in
 * @param password a reference to its password, or null for none; the API turns a plain password into a reference before a run sees it
 * @param sudo whether it may become root without a password
 */
public record UserAccount(
        String name, List<String> sshKeys, @Nullable SecretReference password, boolean sudo) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private static final Pattern KEY = Pattern.compile("(ssh-|ecdsa-|sk-)[^\\s]+ [A-Za-z0-9+/=]+( [^\\n]*)?");

    public UserAccount {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'users[].name' " + name + " is no account name: small letters, digits, - and _");
        }
        sshKeys = sshKeys == null ? List.of() : List.copyOf(sshKeys);
        for (var key : sshKeys) {
            if (!isPublicKey(key)) {
                throw new IllegalArgumentException(
                        "'users[].sshKeys' of " + name + " holds a line that is no public key in OpenSSH's form");
            }
        }
    }

    /** Whether it reads as a public key in OpenSSH's form, on one line. */
    static boolean isPublicKey(String key) {
        return KEY.matcher(key).matches();
    }
}
