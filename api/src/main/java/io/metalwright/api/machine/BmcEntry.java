package io.metalwright.api.machine;

import io.metalwright.model.power.BmcProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A BMC entered by hand.
 *
 * @param protocol when it is not given, the one that the machine's BMC was entered with, else {@code ipmi}
 * @param address host name or address
 * @param port the protocol's own when it is not given: 623 for IPMI, 443 for Redfish
 * @param password may be left out where one was entered before; only by an administrator when the BMC moves
 */
record BmcEntry(
        @Nullable BmcProtocol protocol,
        String address,
        @Nullable Integer port,
        String user,
        @Nullable String password) {
    private static final int LONGEST = 255;

    BmcEntry {
        var spoken = protocol == null ? BmcProtocol.IPMI : protocol;
        if (address == null || !address.matches("[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?")) {
            throw new IllegalArgumentException("'address' is missing or is no address or host name: 10.77.1.20");
        }
        if (port != null && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("'port' " + port + " is no port: 1 to 65535, for "
                    + (spoken == BmcProtocol.IPMI ? "IPMI" : "Redfish") + " " + spoken.port());
        }
        if (spoken == BmcProtocol.IPMI) {
            // IPMI 2.0 section 22.28: a user name has at most 16 bytes; section 22.30: a password at most 20.
            check(user, 16, password, 20, "that IPMI allows");
        } else {
            check(user, LONGEST, password, LONGEST, "that are kept");
        }
    }

    private static void check(
            @Nullable String user, int longestUser, @Nullable String password, int longestPassword, String why) {
        if (user == null || user.isBlank() || user.length() > longestUser) {
            throw new IllegalArgumentException(
                    "'user' is missing, or is longer than the " + longestUser + " characters " + why);
        }
        if (password != null && (password.isEmpty() || password.length() > longestPassword)) {
            throw new IllegalArgumentException(
                    "'password' is empty, or is longer than the " + longestPassword + " characters " + why);
        }
    }

    BmcProtocol protocolOr(BmcProtocol other) {
        return protocol == null ? other : protocol;
    }

    int portOr(BmcProtocol spoken) {
        return port == null ? spoken.port() : port;
    }

    @Override
    public String toString() {
        return user + "@" + address;
    }
}
