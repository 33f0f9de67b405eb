package io.metalwright.activities.power;

/**
 * Where a BMC listens.
 *
 * @param host a name or an address
 * @param port 623 over UDP for IPMI, by its specification
 */
public record BmcAddress(String host, int port) {
    public static final int IPMI_PORT = 623;

    public BmcAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("A BMC's address has a host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
        }
    }

    public static BmcAddress of(String host) {
        return new BmcAddress(host, IPMI_PORT);
    }

    @Override
    public String toString() {
        return port == IPMI_PORT ? host : host + ":" + port;
    }
}
