package io.metalwright.activities.power;

import io.metalwright.model.power.BmcProtocol;

/**
 * Where a BMC listens, and for what.
 *
 * @param host a name or an address
 * @param port usually the protocol's own
 */
public record BmcAddress(BmcProtocol protocol, String host, int port) {
    public static final int IPMI_PORT = BmcProtocol.IPMI.port();

    public BmcAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("A BMC's address has a host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
        }
    }

    /** For IPMI. */
    public BmcAddress(String host, int port) {
        this(BmcProtocol.IPMI, host, port);
    }

    /** For IPMI, on its own port. */
    public static BmcAddress of(String host) {
        return new BmcAddress(host, IPMI_PORT);
    }

    @Override
    public String toString() {
        return port == protocol.port() ? host : host + ":" + port;
    }
}
