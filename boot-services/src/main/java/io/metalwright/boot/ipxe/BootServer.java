package io.metalwright.boot.ipxe;

import io.metalwright.model.Sha256;
import io.metalwright.model.network.IpAddress;

/** This server as a machine reaches it. */
public record BootServer(IpAddress address, int httpPort, int httpsPort, Sha256 certificateAuthority) {
    public String http() {
        return "http://" + address.inUrl() + ":" + httpPort;
    }

    public String https() {
        return "https://" + address.inUrl() + ":" + httpsPort;
    }
}
