package io.metalwright.boot.ipxe;

import io.metalwright.model.Sha256;
import io.metalwright.model.network.Ipv4Address;

/** This server as a machine reaches it. */
public record BootServer(Ipv4Address address, int httpPort, int httpsPort, Sha256 certificateAuthority) {
    public String http() {
        return "http://" + address + ":" + httpPort;
    }

    public String https() {
        return "https://" + address + ":" + httpsPort;
    }
}
