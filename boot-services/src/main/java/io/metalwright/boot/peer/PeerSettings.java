package io.metalwright.boot.peer;

import io.metalwright.boot.lease.Share;
import java.net.URI;
import java.nio.file.Path;

/**
 * The other of two servers of a site.
 *
 * @param share this server's part of the addresses
 * @param address where the other one's plain HTTP is, such as {@code http://10.77.0.2:8090}
 * @param keyFile 32 bytes that both have and nobody else
 */
public record PeerSettings(Share share, URI address, Path keyFile) {
    public PeerSettings {
        if (share.isWhole()) {
            throw new IllegalArgumentException("A server that has another one beside it has the share 1/2 or 2/2");
        }
        if (!"http".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("'" + address
                    + "' is not where another server's plain HTTP is. It reads like http://10.77.0.2:8090");
        }
    }
}
