package io.metalwright.api.machine;

import org.jspecify.annotations.Nullable;

/**
 * A BMC entered by hand.
 *
 * @param address host name or address
 * @param port 623 when it is not given
 * @param password may be left out where one was entered before
 */
record BmcEntry(
        String address,
        @Nullable Integer port,
        String user,
        @Nullable String password) {
    private static final int IPMI = 623;

    BmcEntry {
        if (address == null || !address.matches("[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?")) {
            throw new IllegalArgumentException("'address' is missing or is no address or host name: 10.77.1.20");
        }
        if (port != null && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("'port' " + port + " is no port: 1 to 65535, for IPMI 623");
        }
        // IPMI 2.0 section 22.28: a user name has at most 16 bytes; section 22.30: a password at most 20.
        if (user == null || user.isBlank() || user.length() > 16) {
            throw new IllegalArgumentException(
                    "'user' is missing, or is longer than the 16 characters that IPMI allows");
        }
        if (password != null && (password.isEmpty() || password.length() > 20)) {
            throw new IllegalArgumentException(
                    "'password' is empty, or is longer than the 20 characters that IPMI allows");
        }
    }

    int portOrStandard() {
        return port == null ? IPMI : port;
    }

    @Override
    public String toString() {
        return user + "@" + address;
    }
}
