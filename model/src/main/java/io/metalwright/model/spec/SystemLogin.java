package io.metalwright.model.spec;

import io.metalwright.model.SecretReference;
import io.metalwright.model.network.Ipv4Address;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the system that is installed on a machine is logged in to.
 *
 * @param address where it answers SSH; the API fills in the machine's
 * @param port 22 when it is not given
 * @param user root, or one who may use {@code sudo} without a password; root when it is not given
 * @param privateKey a private key in OpenSSH's or PEM form; either this or a password is needed
 * @param hostKey what it must show, in OpenSSH's form; when it is not given, what it shows first counts for the run
 */
public record SystemLogin(
        @Nullable Ipv4Address address,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable SecretReference password,
        @Nullable SecretReference privateKey,
        @Nullable String hostKey) {
    private static final int SSH = 22;

    public SystemLogin {
        if (port != null && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("'port' " + port + " is no port: 1 to 65535");
        }
        if (user != null && !user.matches("[A-Za-z_][A-Za-z0-9_.-]{0,63}")) {
            throw new IllegalArgumentException("'user' is no user name: root");
        }
        if ((password == null) == (privateKey == null)) {
            throw new IllegalArgumentException("Give either a 'password' or a 'privateKey', and not both");
        }
    }

    public int portOrStandard() {
        return port == null ? SSH : port;
    }

    public String userOrRoot() {
        return Objects.requireNonNullElse(user, "root");
    }
}
